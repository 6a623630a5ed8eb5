enclosure_fuzz(multipart LIBS enclosure_http)
