add_library(enclosure_sample_invoice STATIC layout/sample_invoice.cpp layout/sample_sheet.cpp)
target_include_directories(enclosure_sample_invoice PUBLIC layout)
target_compile_definitions(enclosure_sample_invoice PRIVATE ENCLOSURE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(enclosure_sample_invoice
  PUBLIC enclosure_invoice_model enclosure_invoice_pdf enclosure_invoice_layout enclosure_locales
  PRIVATE enclosure_fonts enclosure_locale_data enclosure_test_support)

enclosure_test(test_invoice_layout
  SOURCES layout/codes_test.cpp layout/design_test.cpp layout/font_face_test.cpp layout/golden_layout.cpp layout/golden_test.cpp layout/lay_out_test.cpp layout/pages_test.cpp
          layout/paragraph_test.cpp layout/properties_test.cpp layout/qr_code_test.cpp layout/second_language_test.cpp layout/sheet_test.cpp
  LIBS enclosure_sample_invoice enclosure_qr_code enclosure_test_support enclosure_theme_data enclosure_fonts enclosure_locale_data PkgConfig::HARFBUZZ
       PkgConfig::HARFBUZZ_SUBSET nlohmann_json::nlohmann_json)
