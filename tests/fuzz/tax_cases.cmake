enclosure_fuzz(tax_cases LIBS enclosure_import)
