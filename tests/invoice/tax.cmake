enclosure_test(invoice_tax_test
  SOURCES tax/amounts_property_test.cpp tax/amounts_test.cpp tax/cases_test.cpp
    tax/consignments_test.cpp tax/decide_buyers_test.cpp tax/decide_goods_test.cpp
    tax/decide_sellers_test.cpp tax/decide_test.cpp tax/grounds_test.cpp tax/law_data_test.cpp
    tax/law_test.cpp tax/national_test.cpp tax/ownership_test.cpp tax/particulars_test.cpp
    tax/pdf_notice_test.cpp tax/triangulation_test.cpp tax/vat_currency_test.cpp
  LIBS enclosure_invoice_tax enclosure_law_data nlohmann_json::nlohmann_json)
