enclosure_fuzz(vat_id LIBS enclosure_core)
