enclosure_fuzz(smtp_wire LIBS enclosure_smtp)
