enclosure_fuzz(ecb_file LIBS enclosure_rates)
