// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/keyboard_layouts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "app/core/utf8.h"
#include "platform/text.h"

using namespace talt;
using namespace talt::ui;

namespace {

constexpr const char* tags[] = {"sv", "en", "se", "ar", "fa", "ckb", "he", "uk", "ru", "el", "ti"};

/// Every letter that the layout's keys give, held ones too.
std::set<std::string> letters_of(const Layout& layout) {
  std::set<std::string> letters;
  for (const KeyRows& rows : {layout.letters, layout.shifted})
    for (const std::string_view row : rows)
      for (const std::string_view key : keys_of(row)) {
        letters.emplace(key);
        for (std::string& form : forms_of(layout, key)) letters.insert(std::move(form));
      }
  return letters;
}

std::string missing(const char* tag, const std::string& needed) {
  const std::set<std::string> letters = letters_of(layout_for(tag));
  std::string lacks;
  for (std::size_t at = 0; at < needed.size(); at = core::next_boundary(needed, at)) {
    const std::string letter = needed.substr(at, core::next_boundary(needed, at) - at);
    if (letter != " " && letters.count(letter) == 0) lacks += letter + " ";
  }
  return lacks;
}

}  // namespace

TEST_CASE("no row has more keys than an upright screen has room for") {
  for (const char* tag : tags) {
    const Layout& layout = layout_named(tag);
    for (std::size_t row = 0; row < rows_of_letters; ++row) {
      const std::size_t beside = row + 1 < rows_of_letters ? 0 : layout.shift_below ? 1 : 2;
      INFO(tag << " row " << row);
      CHECK(keys_of(layout.letters[row]).size() + beside <= 11);
      CHECK(keys_of(layout.shifted[row]).size() + beside <= 11);
    }
  }
}

TEST_CASE("no key stands twice in a layer") {
  for (const char* tag : tags)
    for (const KeyRows& rows : {layout_named(tag).letters, layout_named(tag).shifted}) {
      std::vector<std::string_view> keys;
      for (const std::string_view row : rows)
        for (const std::string_view key : keys_of(row)) keys.push_back(key);
      std::sort(keys.begin(), keys.end());
      const auto twice = std::adjacent_find(keys.begin(), keys.end());
      INFO(tag << ": " << (twice == keys.end() ? "" : *twice));
      CHECK(twice == keys.end());
    }
}

TEST_CASE("languages can be written with the letters of their alphabet") {
  CHECK(missing("sv", "abcdefghijklmnopqrstuvwxyzåäöéü ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉ") == "");
  CHECK(missing("fi", "abcdefghijklmnopqrstuvwxyzåäöšž") == "");
  CHECK(missing("se", "aábcčdđefghijklmnŋoprsštŧuvzž ÁČĐŊŠŦŽ qwx åäöæø") == "");
  CHECK(missing("smj", "aábdefghijklmnŋoprstuvåäæ") == "");
  CHECK(missing("sma", "abdefghiïjklmnoprstuvyåäöæø") == "");
  CHECK(missing("fit", "abcdefghijklmnopqrstuvwxyzåäöšž") == "");
  CHECK(missing("rmn", "abcčdefghijklmnoprsštuvzž") == "");
  CHECK(missing("so", "abtjxdrscgfqklmnwhyaeiou") == "");
  CHECK(missing("pl", "aąbcćdeęfghijklłmnńoóprsśtuwyzźż") == "");
  CHECK(missing("tr", "abcçdefgğhıijklmnoöprsştuüvyzİ") == "");
  CHECK(missing("ku", "abcçdeêfghiîjklmnopqrsştuûvwxyz") == "");
  CHECK(missing("bs", "abcčćdđefghijklmnoprsštuvzž") == "");
  CHECK(missing("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ") == "");
  CHECK(missing("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя") == "");
  CHECK(missing("ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى") == "");
  CHECK(missing("fa", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤء") == "");
  CHECK(missing("prs", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤء") == "");
  CHECK(missing("ps", "ټڅځډړږښګڼۍې") == "");
  CHECK(missing("ur", "ٹڈڑںھہے") == "");
  CHECK(missing("ckb", "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێ") == "");
  CHECK(missing("he", "אבגדהוזחטיכךלמםנןסעפףצץקרשת") == "");
  CHECK(missing("yi", "אאַאָבבֿגדהווּװױזחטייִײײַככּךלמםנןסעפּפֿףצץקרששׂתתּ") == "");
  CHECK(missing("el", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ") == "");
  CHECK(missing("ti", "ሀሁሂሃሄህሆለሉሊላሌልሎሐሑመሙቀቐበተነአከኸወዐዘየደገጠፈፐቈኰጐ።፣") == "");
}

TEST_CASE("what a held key offers is never itself, nor the same twice") {
  for (const char* tag : tags) {
    const Layout& layout = layout_named(tag);
    for (const std::string& key : letters_of(layout)) {
      std::vector<std::string> forms = forms_of(layout, key);
      if (!layout.opens) CHECK(std::count(forms.begin(), forms.end(), key) == 0);
      std::sort(forms.begin(), forms.end());
      INFO(tag << " " << key);
      CHECK(std::adjacent_find(forms.begin(), forms.end()) == forms.end());
    }
  }
}

TEST_CASE("every key has a glyph") {
  const auto letters = std::move(platform::open_text_renderer()).value();
  for (const char* tag : tags)
    for (const std::string& key : letters_of(layout_named(tag))) {
      platform::Paragraph face;
      face.text = key;
      INFO(tag << " " << key);
      CHECK(letters->measure(face).missing_glyphs == 0);
    }
}

TEST_CASE("a visit is offered its own letters first, then those of the dialogue, and always a to z") {
  const std::vector<core::Language> languages{{"sv", false}, {"ar", false}, {"uk", false}, {"fi", false}};
  const auto names = [&](const char* tag) {
    std::string all;
    for (const Layout* each : layouts_offered(tag, languages)) all += std::string(each->tag) + " ";
    return all;
  };
  CHECK(names("sv") == "sv ar uk ");
  CHECK(names("ar") == "ar sv uk ");
  CHECK(layouts_offered("ti", {{"ti", false}}).size() == 2);
  CHECK(layouts_offered("so", {{"so", false}, {"sv", false}}).size() == 1);
}
