enclosure_fuzz(labels LIBS enclosure_locales)
