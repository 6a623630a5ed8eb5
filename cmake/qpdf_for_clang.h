#pragma once
// Stands in for <qpdf/JSON.hh>, which clang 14 cannot read as C++20: it wants the destructor of a
// vector of JSON before JSON is complete. libqpdf's other headers name the type alone.
#define JSON_HH
class JSON;
