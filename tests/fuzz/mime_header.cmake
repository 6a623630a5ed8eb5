enclosure_fuzz(mime_header LIBS enclosure_mime)
