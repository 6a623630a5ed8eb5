enclosure_test(test_invoice_pdf
  SOURCES pdf/codes_test.cpp pdf/broken_document_test.cpp pdf/broken_marking_test.cpp pdf/conformance_test.cpp pdf/font_manifest_test.cpp pdf/font_subset_test.cpp pdf/logo_test.cpp pdf/png.cpp pdf/product_picture_test.cpp pdf/render_test.cpp pdf/sheet_test.cpp
  LIBS enclosure_sample_invoice enclosure_pdf_rules enclosure_test_support
       enclosure_fonts PkgConfig::DEFLATE nlohmann_json::nlohmann_json)
