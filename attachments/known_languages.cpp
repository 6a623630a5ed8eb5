#include "attachments/known_languages.h"

#include "core/country.h"

namespace enclosure::attachments {
namespace {

/// ISO 639-1.
constexpr std::string_view kTwoLetters =
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu "
    "cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he "
    "hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko "
    "kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd "
    "ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
    "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug "
    "uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// ISO 639-2 and 639-3 as far as ICU 72 knows them and they have no code of two letters.
constexpr std::string_view kThreeLetters =
    "ace ach ada ady aeb afh agq ain akk akz ale aln alt ang anp arc arn aro arp arq ars "
    "arw ary arz asa ase ast avk awa bal ban bar bas bax bbc bbj bej bem bew bez bfd bfq "
    "bgc bgn bho bik bin bjn bkm bla bpy bqi bra brh brx bss bua bug bum byn byv cad car "
    "cay cch ccp ceb cgg chb chg chk chm chn cho chp chr chy ckb cop cps crh csb dak dar "
    "dav del den dgr din dje doi dsb dtp dua dum dyo dyu dzg ebu efi egl egy eka elx enm "
    "esu ewo ext fan fat fil fit fon frc frm fro frp frr frs fur gaa gag gan gay gba gbz "
    "gez gil glk gmh goh gom gon gor got grb grc gsw guc gur guz gwi hai hak haw hif hil "
    "hit hmn hsb hsn hup iba ibb ilo inh izh jam jbo jgo jmc jpr jrb jut kaa kab kac kaj "
    "kam kaw kbd kbl kcg kde kea ken kfo kgp kha kho khq khw kiu kkj kln kmb koi kok kos "
    "kpe krc kri krj krl kru ksb ksf ksh kum kut lad lag lah lam lez lfn lij liv lkt lmo "
    "lol loz lrc ltg lua lui lun luo lus luy lzh lzz mad maf mag mai mak man mas mde mdf "
    "mdh mdr men mer mfe mga mgh mgo mic min mnc mni moh mos mrj mua mus mwl mwr mwv mye "
    "myv mzn nan nap naq nds new nia niu njo nmg nnh nog non nov nqo nso nus nwc nym nyn "
    "nyo nzi osa ota pag pal pam pap pau pcd pcm pdc pdt peo pfl phn pms pnt pon prg pro "
    "quc qug raj rap rar rgn rif rof rom rtm rue rug rup rwk sad sah sam saq sas sat saz "
    "sba sbp scn sco sdc sdh see seh sei sel ses sga sgs shi shn shu sid sli sly sma smj "
    "smn sms snk sog srn srr ssy stq suk sus sux swb syc syr szl tcy tem teo ter tet tig "
    "tiv tkl tkr tlh tli tly tmh tog tpi tru trv tsd tsi ttt tum tvl twq tyv tzm udm uga "
    "umb vai vec vep vls vmf vot vro vun wae wal war was wbp wuu xal xmf xog yao yap yav "
    "ybb yrl yue zap zbl zea zen zgh zun zza";

bool lists(std::string_view list, std::string_view code) {
  const auto stride = code.size() + 1;
  for (std::size_t at = list.find(code); at != std::string_view::npos; at = list.find(code, at + 1))
    if (at % stride == 0) return true;
  return false;
}

bool is_language(std::string_view code) {
  if (code == kManyLanguages || code == kNoWords) return true;
  return lists(code.size() == 2 ? kTwoLetters : kThreeLetters, code);
}

}  // namespace

Result<LanguageTag> parse_known_language(std::string_view text) {
  auto tag = LanguageTag::parse(text);
  if (!tag) return tag;
  const std::string& region = tag->region();
  const bool said_all = text.size() == tag->to_string().size();
  if (said_all && is_language(tag->language()) && (region.empty() || CountryCode::parse(region)))
    return tag;
  return Fault{
      "CATALOGUE-011", "", "there is no such language: \"" + std::string(text.substr(0, 40)) + "\"",
      "a language of ISO 639 and, if need be, a country: de, de-AT; mul for a file in many "
      "languages, zxx for one without words"};
}

}  // namespace enclosure::attachments
