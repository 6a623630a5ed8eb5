#!/usr/bin/env bash
# Makes the font files and the manifest of this folder again.
#
#   fonts/make-eu-subset.sh NotoSans_400Regular.ttf NotoSans_700Bold.ttf
#
# The two originals are Noto Sans 2.015, the build that Google Fonts ships. They lie in the npm package
# @expo-google-fonts/noto-sans 0.4.2 (`npm pack @expo-google-fonts/noto-sans@0.4.2`) under 400Regular/
# and 700Bold/. Needs hb-subset (package libharfbuzz-bin, 6.0.0 made the files that are checked in)
# and sha256sum. Debian's own Noto 2.004 will not do: it lacks U+2212, which ICU prints as minus sign.
#
# Kept: outlines without hints, widths, cmap, names, licence. Dropped: layout tables (the page needs
# neither kerning nor ligatures; precomposed letters cover the 24 languages) and glyph names.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 REGULAR.ttf BOLD.ttf" >&2
  exit 64
fi
here=$(cd "$(dirname "$0")" && pwd)

# Range, what it is for. Every code point named here exists in both originals; a test compares them
# with the cmap of the files.
ranges=(
  "0020-007E|Basic Latin"
  "00A0-017F|Latin-1, Latin Extended-A"
  "018F|schwa of Azerbaijani names"
  "0192|florin sign"
  "01A0-01A1|Vietnamese"
  "01AF-01B0|Vietnamese"
  "01CD-01DC|pinyin"
  "01E4-01E9|Skolt Sami"
  "01EE-01EF|Skolt Sami"
  "01FA-01FF|Danish with acute"
  "0218-021B|Romanian comma below"
  "0259|schwa of Azerbaijani names"
  "02BB-02BC|modifier apostrophes"
  "02C6-02C7|spacing accents"
  "02D8-02DD|spacing accents"
  "0384-038A|monotonic Greek"
  "038C|monotonic Greek"
  "038E-03A1|monotonic Greek"
  "03A3-03CE|monotonic Greek"
  "0400-045F|Cyrillic"
  "0490-0491|Ukrainian ghe"
  "1E02-1E03|Irish dotted"
  "1E0A-1E0B|Irish dotted"
  "1E1E-1E1F|Irish dotted"
  "1E40-1E41|Irish dotted"
  "1E56-1E57|Irish dotted"
  "1E60-1E61|Irish dotted"
  "1E6A-1E6B|Irish dotted"
  "1E80-1E85|Welsh"
  "1E9E|capital sharp s"
  "1EA0-1EF9|Vietnamese, Welsh"
  "2000-200B|spaces, zero width space"
  "2010-2027|dashes, quotes, bullet, ellipsis"
  "202F|narrow no-break space"
  "2030-203A|per mille, primes, single guillemets"
  "2044|fraction slash"
  "2070|superscript"
  "2074-2079|superscripts"
  "207F|superscript n"
  "2080-2089|subscripts"
  "20A0-20C0|currency signs"
  "2103|degree Celsius"
  "2113|litre"
  "2116-2117|numero, sound recording"
  "2120|service mark"
  "2122|trade mark"
  "212E|estimated sign"
  "2150-215E|fractions"
  "2212|minus"
  "FB01-FB02|fi and fl of copied texts"
)

unicodes=""
for row in "${ranges[@]}"; do unicodes+="${unicodes:+,}${row%%|*}"; done

subset() {
  hb-subset --unicodes="$unicodes" --no-hinting --layout-features= --name-IDs=0,1,2,3,4,5,6,13,14 \
    --drop-tables+=GSUB,GPOS,GDEF,STAT,gasp,prep --output-file="$2" "$1"
}

entry() {
  local file=$1 weight=$2 bytes sum
  bytes=$(wc -c <"$here/$file")
  sum=$(sha256sum "$here/$file" | cut -d' ' -f1)
  printf '    {"file": "%s", "family": "Noto Sans", "weight": %s, "bytes": %s,\n' "$file" "$weight" "$bytes"
  printf '     "sha256": "%s"}' "$sum"
}

subset "$1" "$here/NotoSans-Regular.eu.ttf"
subset "$2" "$here/NotoSans-Bold.eu.ttf"
{
  echo '{'
  echo '  "version": "2.015",'
  echo '  "licence": "OFL-1.1",'
  echo '  "licence_file": "OFL.txt",'
  echo '  "copyright": "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic)",'
  echo '  "source": {"package": "npm:@expo-google-fonts/noto-sans", "version": "0.4.2",'
  echo '             "originals": ['
  printf '               {"file": "%s", "sha256": "%s"},\n' "$(basename "$1")" "$(sha256sum "$1" | cut -d' ' -f1)"
  printf '               {"file": "%s", "sha256": "%s"}]},\n' "$(basename "$2")" "$(sha256sum "$2" | cut -d' ' -f1)"
  printf '  "made_with": "%s",\n' "$(hb-subset --version | head -1)"
  echo '  "fonts": ['
  entry NotoSans-Regular.eu.ttf 400
  echo ','
  entry NotoSans-Bold.eu.ttf 700
  echo ''
  echo '  ],'
  echo '  "code_points": ['
  last=$((${#ranges[@]} - 1))
  for i in "${!ranges[@]}"; do
    row=${ranges[$i]}
    printf '    {"range": "%s", "for": "%s"}' "${row%%|*}" "${row#*|}"
    if [ "$i" -lt "$last" ]; then echo ','; else echo ''; fi
  done
  echo '  ]'
  echo '}'
} >"$here/manifest.json"
