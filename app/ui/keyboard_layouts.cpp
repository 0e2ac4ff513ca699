// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/keyboard_layouts.h"

#include <algorithm>
#include <utility>

#include "app/core/check.h"
#include "app/core/utf8.h"

namespace talt::ui {
namespace {

constexpr std::array layouts{
    Layout{.tag = "sv",
           .face = "ÅÄÖ",
           .letters = {"q w e r t y u i o p å", "a s d f g h j k l ö ä", "z x c v b n m"},
           .shifted = {"Q W E R T Y U I O P Å", "A S D F G H J K L Ö Ä", "Z X C V B N M"}},
    Layout{.tag = "en",
           .face = "ABC",
           .letters = {"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m"},
           .shifted = {"Q W E R T Y U I O P", "A S D F G H J K L", "Z X C V B N M"}},
    Layout{.tag = "se",
           .face = "ÁČŊ",
           .letters = {"á š e r t y u i o p å", "a s d f g h j k l ö ä", "z č c v b n m đ ŋ ž"},
           .shifted = {"Á Š E R T Y U I O P Å", "A S D F G H J K L Ö Ä", "Z Č C V B N M Đ Ŋ Ž"},
           .shift_below = true},
    Layout{.tag = "ar",
           .face = "عربي",
           .letters = {"ض ص ث ق ف غ ع ه خ ح ج", "ش س ي ب ل ا ت ن م ك ط", "ء ر ى ة و ز ظ د ذ"},
           .shifted = {"أ إ آ ؤ ئ ـ َ ُ ِ ّ ْ", "پ چ ژ گ ڤ ٱ ً ٌ ٍ ؛ «", "؟ ! : - ( ) » … ٪"},
           .comma = "،"},
    Layout{.tag = "fa",
           .face = "فارسی",
           .letters = {"ض ص ث ق ف غ ع ه خ ح ج", "ش س ی ب ل ا ت ن م ک گ", "ظ ط ز ر ذ د پ و چ ژ"},
           .shifted = {"آ أ إ ؤ ئ ء ة ۀ ي ك ـ", "َ ُ ِ ّ ْ ً ٌ ٍ ؛ « »", "؟ ! : - ( ) … ٪ ٬ ٫"},
           .comma = "،",
           .shift_below = true},
    Layout{.tag = "ckb",
           .face = "کوردی",
           .letters = {"ق و ە ر ت ی ئ ح ۆ پ ێ", "ا س ش د ف گ ه ژ ک ل ع", "ز خ ج چ ڤ ب ن م ڕ غ"},
           .shifted = {"ط ض ص ث ذ ظ ء ؤ أ إ آ", "ۊ ێ ڎ ي ك ة ى ھ ـ ڵ ؛", "؟ ! : - ( ) « » … ٪"},
           .comma = "،",
           .shift_below = true},
    Layout{.tag = "he",
           .face = "אבג",
           .letters = {"ק ר א ט ו ן ם פ ש ד ג", "כ ע י ח ל ך ף ז ס ב ה", "נ מ צ ת ץ ־ ׳ ״ ?"},
           .shifted = {"אַ אָ בֿ בּ וּ וֹ יִ כּ פּ פֿ שׂ", "װ ױ ײ ײַ תּ ָ ַ ֵ ֶ ִ ֹ", "ְ ֻ ּ ֿ ! : ; ( )"}},
    Layout{.tag = "uk",
           .face = "АБВ",
           .letters = {"й ц у к е н г ш щ з х", "ф і в а п р о л д ж є", "я ч с м и т ь б ю ї"},
           .shifted = {"Й Ц У К Е Н Г Ш Щ З Х", "Ф І В А П Р О Л Д Ж Є", "Я Ч С М И Т Ь Б Ю Ї"},
           .shift_below = true},
    Layout{.tag = "ru",
           .face = "АБВ",
           .letters = {"й ц у к е н г ш щ з х", "ф ы в а п р о л д ж э", "я ч с м и т ь б ю ъ"},
           .shifted = {"Й Ц У К Е Н Г Ш Щ З Х", "Ф Ы В А П Р О Л Д Ж Э", "Я Ч С М И Т Ь Б Ю Ъ"},
           .shift_below = true},
    Layout{.tag = "el",
           .face = "ΑΒΓ",
           .letters = {"ς ε ρ τ υ θ ι ο π", "α σ δ φ γ η ξ κ λ", "ζ χ ψ ω β ν μ"},
           .shifted = {"; Ε Ρ Τ Υ Θ Ι Ο Π", "Α Σ Δ Φ Γ Η Ξ Κ Λ", "Ζ Χ Ψ Ω Β Ν Μ"}},
    Layout{.tag = "ti",
           .face = "ሀለሐ",
           .letters = {"ሀ ለ ሐ መ ረ ሰ ሸ ቀ ቐ በ ተ", "ቸ ነ ኘ አ ከ ኸ ወ ዐ ዘ ዠ የ", "ደ ጀ ገ ጠ ጨ ጰ ጸ ፈ ቨ"},
           .shifted = {"ሠ ኀ ፀ ፐ ቈ ኰ ጐ ኈ ቘ ዀ ፡", "። ፣ ፤ ፥ ፦ ፧ « » ! ? -", "( ) : ; \" ' / … –"},
           .comma = "፣",
           .stop = "።",
           .opens = true},
};

/// Languages that are written with another's keys. By primary subtag.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> written_as{
    {{"smj", "se"}, {"sms", "se"},     {"smn", "se"},      {"prs", "fa"}, {"ps", "fa"}, {"pbu", "fa"},
     {"ur", "fa"},  {"az-Arab", "fa"}, {"ku-Arab", "ckb"}, {"yi", "he"},  {"be", "ru"}, {"bg", "ru"},
     {"mk", "ru"},  {"sr-Cyrl", "ru"}, {"kk", "ru"},       {"ky", "ru"},  {"tg", "ru"}, {"mn", "ru"},
     {"rue", "uk"}, {"am", "ti"},      {"tig", "ti"},      {"gez", "ti"}}};

/// First the key, then what it offers.
constexpr std::array letters_beside{
    "a á à â ã ä å æ ā ă ą", "A Á À Â Ã Ä Å Æ Ā Ă Ą", "á q à â", "Á Q À Â", "c č ć ç", "C Č Ć Ç", "č x ć ç",
    "Č X Ć Ç", "d đ ð ď", "D Đ Ð Ď", "e é è ê ë ē ė ę ě ə", "E É È Ê Ë Ē Ė Ę Ě Ə", "g ğ ģ ǧ ǥ", "G Ğ Ģ Ǧ Ǥ",
    "h ħ", "H Ħ", "i í ì î ï ī į ı", "I Í Ì Î Ï Ī Į İ", "k ķ ǩ", "K Ķ Ǩ", "l ł ļ ĺ ľ", "L Ł Ļ Ĺ Ľ",
    "n ñ ŋ ń ň ņ", "N Ñ Ŋ Ń Ň Ņ", "o ó ò ô õ ö ø œ ő ō", "O Ó Ò Ô Õ Ö Ø Œ Ő Ō", "r ř ŕ", "R Ř Ŕ",
    "s š ś ş ș ß", "S Š Ś Ş Ș ẞ", "š w ś ş", "Š W Ś Ş", "t ŧ ť ţ ț þ", "T Ŧ Ť Ţ Ț Þ", "u ú ù û ü ū ů ű ų",
    "U Ú Ù Û Ü Ū Ů Ű Ų", "y ý ÿ", "Y Ý Ÿ", "z ž ź ż ʒ ǯ", "Z Ž Ź Ż Ʒ Ǯ", "ä æ", "Ä Æ", "ö ø œ", "Ö Ø Œ",
    // Cyrillic
    "г ґ ғ ѓ", "Г Ґ Ғ Ѓ", "е ё є", "Е Ё Є", "и і ї ѝ", "И І Ї Ѝ", "і ы ї", "І Ы Ї", "у ў ү ұ ӯ", "У Ў Ү Ұ Ӯ",
    "к қ ќ", "К Қ Ќ", "н ң њ", "Н Ң Њ", "о ө", "О Ө", "х ҳ һ", "Х Ҳ Һ", "л љ", "Л Љ", "д ђ џ", "Д Ђ Џ", "ц ћ",
    "Ц Ћ", "з ѕ", "З Ѕ", "й ј", "Й Ј", "ч ҷ", "Ч Ҷ", "а ә", "А Ә", "ь ъ ʼ", "Ь Ъ ʼ", "є э", "Є Э",
    // Arabic script
    "ا أ إ آ ٱ ء", "و ؤ ۆ ۇ", "ي ى ئ ی ې", "ی ي ى ئ ې ۍ ێ ے", "ه ة ۀ ە ھ ہ", "ت ټ ٹ ة", "د ډ ڈ ذ", "ر ړ ڕ ڑ",
    "ز ژ ږ", "س ښ ص", "ک ك ګ", "ك ک گ", "ن ڼ ں", "ح ځ څ", "ب پ", "ج چ", "ف ڤ ڢ", "ل ڵ", "ق ڤ ڨ",
    // Greek
    "α ά", "Α Ά", "ε έ", "Ε Έ", "η ή", "Η Ή", "ι ί ϊ ΐ", "Ι Ί Ϊ", "ο ό", "Ο Ό", "υ ύ ϋ ΰ", "Υ Ύ Ϋ", "ω ώ",
    "Ω Ώ",
    // signs
    ". ! ? : … '", "، ؛ : -", ", ; : -", "። ፧ ! ፡ .", "፣ ፤ ፥ ,", "- – —", "\" “ ” « »", "' ʼ ’", "? ¿",
    "! ¡"};

std::string_view primary(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

const Layout* find_layout(std::string_view tag) {
  const auto found =
      std::find_if(layouts.begin(), layouts.end(), [&](const Layout& each) { return each.tag == tag; });
  return found == layouts.end() ? nullptr : &*found;
}

/// The eight forms of an Ethiopic consonant stand beside each other in Unicode; some rows have gaps.
std::vector<std::string> syllables(std::string_view key) {
  std::vector<std::string> forms;
  const core::CodePoint base = core::code_point(key, 0);
  if (key.size() != base.bytes || base.value < 0x1200 || base.value > 0x1357) return forms;
  const bool is_labialised = base.value == 0x1248 || base.value == 0x1258 || base.value == 0x1288 ||
                             base.value == 0x12B0 || base.value == 0x12C0 || base.value == 0x1310;
  for (char32_t i = 0; i < 8; ++i) {
    if (is_labialised && (i == 1 || i > 5)) continue;
    const char32_t value = base.value + i;
    if (value == 0x1257 || value == 0x12BF || value == 0x12D7) continue;  // not in Unicode
    const char bytes[] = {static_cast<char>(0xE0 | value >> 12),
                          static_cast<char>(0x80 | (value >> 6 & 0x3F)),
                          static_cast<char>(0x80 | (value & 0x3F))};
    forms.emplace_back(bytes, sizeof bytes);
  }
  return forms;
}

}  // namespace

const Layout& layout_for(std::string_view language_tag) {
  for (const std::string_view tag : {language_tag, primary(language_tag)}) {
    if (const Layout* own = find_layout(tag)) return *own;
    for (const auto& [language, other] : written_as)
      if (language == tag) return *find_layout(other);
  }
  return *find_layout(core::is_right_to_left(language_tag) ? "ar" : "sv");
}

const Layout& layout_named(std::string_view tag) {
  const Layout* named = find_layout(tag);
  core::check(named != nullptr, "a chosen keyboard layout is one that there is");
  return *named;
}

std::vector<const Layout*> layouts_offered(std::string_view language_tag,
                                           const std::vector<core::Language>& languages) {
  std::vector<const Layout*> offered{&layout_for(language_tag)};
  const auto offer = [&](const Layout& layout) {
    if (std::find(offered.begin(), offered.end(), &layout) == offered.end()) offered.push_back(&layout);
  };
  for (const core::Language& language : languages) offer(layout_for(language.tag));
  // Whoever writes names of places here needs the letters from a to ö.
  const bool has_latin = std::any_of(offered.begin(), offered.end(), [](const Layout* each) {
    return each->tag == "sv" || each->tag == "en" || each->tag == "se";
  });
  if (!has_latin) offer(layout_named("sv"));
  return offered;
}

KeyRows symbols_of(bool shifted) {
  if (shifted) return {"€ $ £ § ° ½ ² ³ × ÷", "[ ] { } < > \\ | ~ ^", "… – « » “ ” • `"};
  return {"1 2 3 4 5 6 7 8 9 0", "@ # % & / - + ( ) =", "! ? : ; \" ' _ *"};
}

std::vector<std::string_view> keys_of(std::string_view row) {
  std::vector<std::string_view> keys;
  while (!row.empty()) {
    const std::size_t end = std::min(row.find(' '), row.size());
    keys.push_back(row.substr(0, end));
    row.remove_prefix(std::min(end + 1, row.size()));
  }
  return keys;
}

std::vector<std::string> forms_of(const Layout& layout, std::string_view key) {
  if (layout.opens)
    if (std::vector<std::string> forms = syllables(key); !forms.empty()) return forms;
  for (const std::string_view row : letters_beside) {
    const std::vector<std::string_view> keys = keys_of(row);
    if (keys.front() == key) return {keys.begin() + 1, keys.end()};
  }
  return {};
}

}  // namespace talt::ui
