enclosure_test(invoice_model_test
  SOURCES model/any_order_property_test.cpp model/credit_test.cpp model/draw_up_test.cpp model/invoice_test.cpp model/look_test.cpp
          model/national_titles_test.cpp model/number_pattern_test.cpp model/snapshot_test.cpp
  LIBS enclosure_invoice_draw_up enclosure_law_data enclosure_locale_data
    nlohmann_json::nlohmann_json)
