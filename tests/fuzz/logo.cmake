enclosure_fuzz(logo LIBS enclosure_invoice_pdf)
