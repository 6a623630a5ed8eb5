enclosure_test(invoice_tax_test
  SOURCES tax/cases_test.cpp
  LIBS enclosure_invoice_tax enclosure_law_data nlohmann_json::nlohmann_json)
