// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/worst_walks.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/screens/worst_writing.h"

namespace talt::tests {
namespace {

std::string head(const std::string& id, const Strings& languages, const Strings& title,
                 const Strings& words) {
  std::string toml =
      "id = \"" + id + "\"\nversion = 1\nmethod = \"walk\"\nlanguages = " + list(languages) + "\n";
  toml += texts("title", languages, title) + texts("next", languages, words);
  toml += "[promise]\nlevel = \"consultation\"\n";
  for (const char* part : {"influence", "decided", "decider", "hear_back", "contact"})
    toml += texts(part, languages, words);
  return toml + "hear_back_by = 2027-09-30\n";
}

/// `count` of a list's tables, each with a number in its title.
std::string tables(const std::string& name, int count, const Strings& languages, const Strings& title,
                   const std::string& more = "", bool is_placed = false) {
  std::string toml;
  for (int i = 1; i <= count; ++i) {
    Strings numbered = title;
    for (std::string& words : numbered) words = std::to_string(i) + ". " + words;
    toml += "[[walk." + name + "]]\nid = \"" + name.substr(0, 1) + std::to_string(i) + "\"\n" +
            texts("title", languages, numbered);
    if (is_placed)
      toml +=
          "lat = 60.62" + std::to_string(10 + i) + "\nlon = 16.77" + std::to_string(10 + i * 7 % 80) + "\n";
    toml += more;
  }
  return toml;
}

std::string earlier(int number, const std::string& more) {
  return "[[walk.earlier_observation]]\nid = \"00000000000000" + std::to_string(10 + number) + "\"\n" + more;
}

/// As many of everything as there may be, each with a long name; without a map, with all of an earlier walk.
std::string long_walk() {
  const Strings languages{"sv", "ar", "fi"};
  const Strings title{much(long_sv, 90), much(long_ar, 120), much(long_fi, 90)};
  const Strings help{much(long_sv, 200), much(long_ar, 200), much(long_fi, 200)};
  std::string asks;
  for (int i = 0; i < 12; ++i) asks += "[[walk.stop.ask]]\n" + texts("title", languages, help);
  const std::string helped = texts("help", languages, help);
  std::string toml =
      head("long-walk", languages, title, help) + "[walk]\nkind = \"safety\"\nearlier = \"482913\"\n";
  toml += tables("stop", 40, languages, title, asks, true);
  toml += tables("theme", 16, languages, title,
                 helped + "picture = \"tall.png\"\n" + texts("alt", languages, title));
  toml += tables("party", 24, languages, title) + tables("group", 16, languages, title);
  toml += tables("place", 64, languages, title, "", true);
  toml += tables("question", 24, languages, title, helped);
  const std::string long_note =
      "saw = \"" + much(long_sv, 900) + "\"\nproposal = \"" + much(long_sv, 900) + "\"\nwhere = \"" +
      much(long_sv, 90) + "\"\nparty = \"p24\"\nstatus = \"will-not\"\ndeadline = 2027-05-01\nreason = \"" +
      much(long_sv, 400) + "\"\n";
  for (int i = 1; i <= 40; ++i)
    toml += earlier(i, i % 2 ? "verdict = \"bad\"\n" + long_note + (i % 3 ? "picture = \"tall.png\"\n" : "")
                             : "verdict = \"question\"\n");
  return toml;
}

/// A walk-and-talk of nothing but one question.
std::string bare_walk() {
  const Strings languages{"sv", "ar"};
  const Strings title{"Trygghet", "الأمان"};
  return head("bare-walk", languages, title, title) + "[walk]\nkind = \"walk-and-talk\"\n" +
         tables("question", 1, languages, title) + tables("group", 1, languages, title);
}

}  // namespace

std::vector<std::string> write_worst_walks(const std::string& folder) {
  Shelf shelf(folder);
  shelf.put("long-walk", long_walk());
  shelf.put("bare-walk", bare_walk());
  return shelf.take();
}

void write_follow_up(const std::string& walk, const std::string& folder) {
  namespace fs = std::filesystem;
  fs::create_directories(folder);
  fs::copy(walk, folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  std::ifstream in(walk + "/dialogue.toml");
  std::string plan{std::istreambuf_iterator<char>(in), {}};
  const std::string table = "[walk]\n";
  plan.insert(plan.find(table) + table.size(), "earlier = \"482913\"\n");
  std::ofstream(folder + "/dialogue.toml")
      << plan << "\n"
      << earlier(
             1,
             "theme = \"lighting\"\nverdict = \"bad\"\nsaw = \"Två av fyra lampor är trasiga\"\nproposal = "
             "\"Byt lamporna före vintern\"\nwhere = \"Gångtunneln, norra sidan\"\nlat = 60.6217\nlon = "
             "16.7715\nstatus = \"planned\"\ndeadline = 2027-05-01\n")
      << earlier(
             2,
             "theme = \"sightlines\"\nverdict = \"bad\"\nsaw = \"Buskarna vid dammen skymmer stigen, man ser "
             "inte vem som kommer\"\nproposal = \"Beskär till under axelhöjd\"\nwhere = \"Parken vid "
             "dammen\"\nstatus = \"quick\"\npicture = \"plan.png\"\n")
      << earlier(3,
                 "theme = \"traffic\"\nverdict = \"question\"\nsaw = \"Får man cykla här?\"\nstatus = "
                 "\"open\"\n")
      << earlier(4,
                 "theme = \"lighting\"\nverdict = \"bad\"\nsaw = \"Mörkt mellan garagen\"\nproposal = \"Fler "
                 "stolpar\"\nstatus = \"will-not\"\nreason = \"Marken är privat; ägaren har fått "
                 "frågan\"\nwhere = \"Parkeringen\"\n")
      << earlier(5, "verdict = \"good\"\nsaw = \"Bänkarna på torget används\"\nstatus = \"done\"\n");
}

}  // namespace talt::tests
