// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/worst_cases.h"

#include "tests/screens/worst_writing.h"

namespace talt::tests {
namespace {

struct Head {
  std::string id;
  Strings languages;
  Strings promise;  // for each part of it, by language
  Strings incomplete{};
  std::string theme{};
};

std::string head(const Head& head, const Strings& title) {
  std::string toml = "id = \"" + head.id + "\"\nversion = 1\nlanguages = " + list(head.languages) + "\n";
  if (!head.incomplete.empty()) toml += "incomplete = " + list(head.incomplete) + "\n";
  toml += texts("title", head.languages, title) + "[promise]\nlevel = \"co-decision\"\n";
  for (const char* part : {"influence", "decided", "decider", "hear_back", "contact"})
    toml += texts(part, head.languages, head.promise);
  toml += "hear_back_by = 2027-09-30\n";
  if (!head.theme.empty()) toml += "[theme]\n" + head.theme;
  return toml;
}

std::string question(const std::string& id, const std::string& kind, const Strings& languages,
                     const Strings& title, const std::string& more = "") {
  return "[[question]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\n" + texts("title", languages, title) +
         more;
}

std::string alternatives(int count, const Strings& languages, const Strings& title,
                         const std::string& picture) {
  std::string toml;
  for (int i = 1; i <= count; ++i) {
    Strings numbered = title;
    for (std::string& words : numbered)
      if (!words.empty()) words = std::to_string(i) + ". " + words;
    toml += "[[question.alternative]]\nid = \"a" + std::to_string(i) + "\"\n" +
            texts("title", languages, numbered);
    if (!picture.empty()) toml += "picture = \"" + picture + "\"\n" + texts("alt", languages, title);
  }
  return toml;
}

/// Twelve alternatives with long titles, with and without pictures; in two directions.
std::string twelve() {
  const Strings languages{"sv", "ar", "fi"};
  const Strings title{much(long_sv, 120), much(long_ar, 160), much(long_fi, 110)};
  const Strings shorter{"Bättre belysning vid hållplatsen", "إضاءة أفضل عند المحطة",
                        "Parempi valaistus pysäkeille"};
  const std::string vote = "dots = 12\nstack_max = 12\nshuffle = true\nresults = \"after_answer\"\n";
  return head({"twelve", languages, title, {}, "accent = \"#7a0019\"\nlogo = \"wide.png\"\n"}, title) +
         question("pictures", "dots", languages, shorter,
                  vote + alternatives(12, languages, shorter, "photo.png")) +
         question("words", "dots", languages, shorter, vote + alternatives(12, languages, shorter, "")) +
         question("long-pictures", "choice", languages, shorter,
                  "max = 12\nresults = \"after_answer\"\n" + alternatives(12, languages, title, "tall.png")) +
         question("long-words", "dots", languages, shorter,
                  "dots = 5\n" + alternatives(12, languages, title, "")) +
         question("two", "dots", languages, shorter,
                  "dots = 1\n" + alternatives(2, languages, shorter, "wide.png"));
}

/// Questions and a promise of far too many words, in one language.
std::string wordy() {
  const Strings languages{"sv"};
  const Strings title{much(long_sv, 300)}, help{much(long_sv, 280)}, medium{much(long_sv, 90)};
  const std::string helped = texts("help", languages, help);
  return head({"wordy", languages, {much(long_sv, 700)}, {}, "accent = \"#6b4e00\"\nlogo = \"tall.png\"\n"},
              title) +
         question("dots", "dots", languages, title,
                  helped + "required = true\nresults = \"after_answer\"\n" +
                      alternatives(4, languages, title, "photo.png")) +
         question("choice", "choice", languages, title, helped + alternatives(3, languages, title, "")) +
         question("scale", "scale", languages, title,
                  helped + "steps = 10\nresults = \"after_answer\"\n" + texts("low", languages, medium) +
                      texts("high", languages, medium)) +
         question("faces", "scale", languages, medium,
                  "steps = 5\nstyle = \"faces\"\n" + texts("low", languages, medium) +
                      texts("high", languages, medium));
}

/// Twenty languages, most of them incomplete and unknown to the interface; a dark accent, 24 questions.
std::string babel() {
  const Strings languages{"sv",    "en", "ar",  "ti",  "prs", "uk", "se", "so", "fa", "yi",
                          "so-SO", "ku", "fit", "rmn", "ckb", "pl", "ps", "vi", "am", "de"};
  const Strings incomplete(languages.begin() + 1, languages.end());
  const Strings title{"Vad ska vi satsa på?",        "What should we spend on?", "على ماذا ننفق؟",
                      "ኣብ ምንታይ ክነውዕሎ ኣለና?",          "روی چه چیز مصرف کنیم؟",    "На що нам витратити кошти?",
                      "Masa mii galgat bidjat ruđa?"};
  std::string toml = head({"babel", languages, title, incomplete, "accent = \"#101010\"\n"}, title);
  for (int i = 1; i <= 24; ++i)
    toml += i % 2
                ? question("q" + std::to_string(i), "dots", languages, title,
                           alternatives(5, languages, title, i % 3 ? "" : "photo.png"))
                : question("q" + std::to_string(i), "scale", languages, {title[0]},
                           "steps = 4\n" + texts("low", languages, title) + texts("high", languages, title));
  return toml;
}

}  // namespace

std::vector<std::string> write_worst_cases(const std::string& folder) {
  Shelf shelf(folder);
  shelf.put("twelve", twelve());
  shelf.put("wordy", wordy());
  shelf.put("babel", babel());
  return shelf.take();
}

}  // namespace talt::tests
