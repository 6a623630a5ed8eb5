enclosure_fuzz(byte_range LIBS enclosure_http)
