// SPDX-License-Identifier: EUPL-1.2
// `talt check` as its user runs it: every fault at once, each with its place and what to do; and the kiosk,
// which refuses the same dialogue in the same words.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <algorithm>

#include "tests/commands/program.h"
#include "tests/paths.h"

namespace fs = std::filesystem;
using namespace talt::tests;

namespace {

/// A copy of a sample, to be spoilt.
struct Dialogue {
  TemporaryFolder folder;
  std::string path = folder / "dialogue";

  explicit Dialogue(const std::string& sample = "dot-vote") {
    fs::copy(source_folder() / "assets/dialogues" / sample, path, fs::copy_options::recursive);
  }
  void write(const std::string& text) const {
    std::ofstream(path + "/dialogue.toml", std::ios::binary) << text;
  }
  std::string text() const { return content_of(path + "/dialogue.toml"); }
  void replace(const std::string& old, const std::string& now) const {
    auto all = text();
    const auto at = all.find(old);
    REQUIRE(at != std::string::npos);
    write(all.replace(at, old.size(), now));
  }
  Outcome check() const { return run("talt", {"check", path}, folder); }
};

long lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

/// Every line begins with "<path>/dialogue.toml:LINE:COLUMN: " and goes on with what and what to do.
bool all_have_their_place(const std::string& said, const std::string& path) {
  std::stringstream all(said);
  for (std::string line; std::getline(all, line);) {
    int row = 0, column = 0, used = 0;
    const auto start = path + "/dialogue.toml:";
    if (!line.starts_with(start) ||
        std::sscanf(line.c_str() + start.size(), "%d:%d: %n", &row, &column, &used) != 2 || row < 1 ||
        column < 1 || line.find(": ", start.size() + static_cast<std::size_t>(used)) == std::string::npos)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a sound dialogue is told in short and exits 0", "[check]") {
  const Dialogue dialogue;
  const auto checked = dialogue.check();
  CHECK(checked.exit_code == 0);
  CHECK(checked.err == "");
  CHECK(checked.out.find("no fault") != std::string::npos);
}

TEST_CASE("a sound walk is told in short: its stops, themes and questions", "[check][walk]") {
  const auto safety = Dialogue("safety-walk").check();
  CHECK(safety.exit_code == 0);
  CHECK(safety.err == "");
  CHECK(safety.out.find("walk: safety\nstops: bus-stop, pond, underpass, school, station, square, car-park, "
                        "sports-ground\nthemes: lighting, ") != std::string::npos);
  const auto talk = Dialogue("walk-and-talk").check();
  CHECK(talk.exit_code == 0);
  CHECK(talk.err == "");
  CHECK(talk.out.find("walk: walk-and-talk\n") != std::string::npos);
  CHECK(talk.out.find("questions: brings, best, ") != std::string::npos);
}

TEST_CASE("a walk's faults come at once, each with its place", "[check][walk]") {
  const Dialogue dialogue("safety-walk");
  dialogue.replace("kind = \"safety\"", "kind = \"trygghet\"");
  dialogue.replace("map = \"area\"", "map = \"aera\"");
  dialogue.replace("[[walk.stop.ask]]\ntitle.sv", "[[walk.stop.ask]]\ntitel.sv");
  dialogue.replace("picture = \"litter.png\"", "picture = \"skrap.png\"");
  dialogue.replace("id = \"women\"", "id = \"youths\"");
  dialogue.replace("[[walk.place]]", "[[walk.palce]]");
  const auto checked = dialogue.check();
  INFO(checked.err);
  CHECK(checked.exit_code == 1);
  CHECK(all_have_their_place(checked.err, dialogue.path));
  for (const auto* what :
       {"use one of safety, walk-and-talk", "there is no map \"aera\": did you mean area?",
        "title of ask 1 of stop bus-stop of the walk is missing in sv", "\"skrap.png\" is missing",
        "the id \"youths\" is there already", "the walk has no key \"palce\": did you mean place?"})
    CHECK(checked.err.find(what) != std::string::npos);
}

TEST_CASE("many faults of all kinds come at once, each with its place, and the kiosk says the same",
          "[check]") {
  const Dialogue dialogue;
  dialogue.replace("method = \"tent\"", "methud = \"tent\"");
  dialogue.replace("level = \"consultation\"", "level = \"information\"");
  dialogue.replace("decider.en = ", "decider.enn = ");
  dialogue.replace("hear_back_by = 2027-03-15", "hear_back_by = \"15 mars\"");
  dialogue.replace("dots = 3", "dots = \"tre\"");
  dialogue.replace("id = \"light\"", "id = \"trees\"");
  dialogue.replace("alt.en = \"Swings and a slide where children play\"", "");
  dialogue.replace("picture = \"roof.png\"", "picture = \"tak.png\"");
  dialogue.write(dialogue.text() + "shuffle = true\n[theme]\naccent = \"#ffcc00\"\nlogo = \"../logo.png\"\n");
  std::ofstream(dialogue.path + "/market.png") << "no picture";
  const auto checked = dialogue.check();
  INFO(checked.err);
  CHECK(checked.exit_code == 1);
  CHECK(lines_in(checked.err) == 13);
  CHECK(all_have_their_place(checked.err, dialogue.path));
  for (const auto* what :
       {"did you mean method?", "information is no dialogue", "did you mean en?",
        "decider of the promise is missing in en", "without quotes: write e.g. hear_back_by",
        "dots of question priorities should be a whole number", "the id \"trees\" is there already",
        "alt of alternative play of question priorities is missing in en", "\"tak.png\" is missing",
        "it belongs to a question of kind dots or choice, above its alternatives", "hard to read in sunlight",
        "does not lie in the dialogue's folder", "\"market.png\": the picture cannot be read"})
    CHECK(checked.err.find(what) != std::string::npos);
  const auto refused =
      run("talt", {"kiosk", "--headless", "--dialogue", dialogue.path, "--data", dialogue.folder / "data"},
          dialogue.folder);
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.starts_with(checked.err));
}

TEST_CASE("a warning is marked as one and exits 0", "[check]") {
  const Dialogue dialogue;
  dialogue.replace("languages = [\"sv\", \"en\"]",
                   "languages = [\"sv\", \"en\", \"so\"]\nincomplete = [\"so\"]");
  dialogue.replace("title.sv = \"Bättre belysning\"", "title.sv = \"Flera träd och blommor!\"");
  dialogue.replace("stack_max = 2", "dots_ = 1");
  dialogue.replace("dots_ = 1\n", "");
  dialogue.replace("dots = 3", "dots = 9");
  dialogue.replace("hear_back_by = 2027-03-15", "hear_back_by = 2024-03-15");
  const auto checked = dialogue.check();
  INFO(checked.err);
  CHECK(checked.exit_code == 0);
  CHECK(lines_in(checked.err) == 4);
  CHECK(all_have_their_place(checked.err, dialogue.path));
  std::stringstream all(checked.err);
  for (std::string line; std::getline(all, line);) CHECK(line.ends_with(" (warning)"));
  CHECK(checked.err.find(":6:26: the interface has no words in so") != std::string::npos);
  CHECK(checked.err.find("nearly the same title") != std::string::npos);
  CHECK(checked.err.find("the day when people hear back has passed") != std::string::npos);
  CHECK(checked.err.find("9 dots and room for 6") != std::string::npos);
}

TEST_CASE("a file that is not TOML is told in words that are no programmer's", "[check]") {
  using Spoilt = std::tuple<std::string, std::string, std::string>;
  const auto [old, now, said] = GENERATE(table<std::string, std::string, std::string>({
      Spoilt{"version = 1", "version = 1\nversion = 2", ":5:11: \"version\" stands twice: keep one"},
      Spoilt{"[[question]]", "[promise]", ":26:1: \"promise\" stands twice"},
      Spoilt{"method = \"tent\"", "method = “tent”", ":5:10: the quotes are curly ones: use straight quotes"},
      Spoilt{"method = \"tent\"", "method = \"tent", ":5:15: the text does not end on its line"},
      Spoilt{"method = \"tent\"", "method: \"tent\"", ":5:7: no = follows the key: write key ="},
      Spoilt{"method = \"tent\"", "method = tent", "what follows = is no text, number, date"},
      Spoilt{"method = \"tent\"", "metöd = 1",
             ":5:4: no = follows the key: write key = \"text\", the key with a to z"},
      Spoilt{"2027-03-15", "2027-02-30", "this is no date of the calendar: write hear_back_by = 2027-02-01"},
      Spoilt{"2027-03-15", "15/3 2027", "this is no date of the calendar: write hear_back_by = 2027-02-01"},
      Spoilt{"dots = 3", "dots = 99999999999999999999", "the number is too large"},
      Spoilt{"version = 1", "a" + std::string(20'000, '.') + "a = 1", "a key has more than 16 dots"},
      Spoilt{"version = 1", "version = " + std::string(5'000, '['), "brackets lie in brackets too deeply"},
      Spoilt{"Mörsil", "M\xF6rsil", ":7:36: the file is not saved as UTF-8"},
  }));
  const Dialogue dialogue;
  dialogue.replace(old, now);
  const auto checked = dialogue.check();
  INFO(checked.err);
  CHECK(checked.exit_code == 1);
  CHECK(lines_in(checked.err) == 1);
  CHECK(all_have_their_place(checked.err, dialogue.path));
  CHECK(checked.err.find(said) != std::string::npos);
}

TEST_CASE("tables inside tables to any depth end in a message and not in the stack", "[check]") {
  const Dialogue dialogue;
  std::string deep = "a";
  while (deep.size() < 900'000) deep += ".a";
  for (const auto& text : {deep + " = 1\n", "[" + deep + "]\n", "x = { " + deep + " = 1 }\n"}) {
    dialogue.write(text);
    const auto checked = dialogue.check();
    CHECK(checked.exit_code == 1);
    CHECK(checked.err.find("a key has more than 16 dots") != std::string::npos);
  }
  std::string nested = "x = ";
  for (int i = 0; i < 250; ++i) nested += "{ a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = ";
  dialogue.write(nested + "1" + std::string(250, '}') + "\n");
  CHECK(dialogue.check().exit_code == 1);
}

TEST_CASE("a file as other computers write it is read all the same", "[check]") {
  const Dialogue dialogue;
  auto text = dialogue.text();
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  dialogue.write("\xEF\xBB\xBF" + text);
  CHECK(dialogue.check().err == "");
}

TEST_CASE("what is no readable file of a sound size is said at once", "[check]") {
  const Dialogue dialogue;
  const auto toml = dialogue.path + "/dialogue.toml";
  fs::remove(toml);
  CHECK(dialogue.check().err.find(":1:1: there is no such file: name the folder") != std::string::npos);
  REQUIRE(mkfifo(toml.c_str(), 0600) == 0);
  CHECK(dialogue.check().err.find("it is not a file") != std::string::npos);
  fs::remove(toml);
  fs::create_directory(toml);
  CHECK(dialogue.check().err.find("it is not a file") != std::string::npos);
  fs::remove(toml);
  std::ofstream(toml).close();
  fs::resize_file(toml, 100 * 1024 * 1024);
  const auto huge = dialogue.check();
  CHECK(huge.exit_code == 1);
  CHECK(huge.err.find("the file is larger than 1 MiB: shorten it") != std::string::npos);
}

TEST_CASE("pictures that lie about themselves are named and end nothing", "[check]") {
  const auto naughty = shared_folder() / "data/naughty/png";
  if (!fs::exists(naughty)) {
    WARN("skipped: the naughty pictures are not here");
    return;
  }
  for (const auto& entry : fs::directory_iterator(naughty)) {
    const auto name = entry.path().filename().string();
    INFO(name);
    const Dialogue dialogue;
    fs::copy_file(entry.path(), dialogue.path + "/trees.png", fs::copy_options::overwrite_existing);
    const auto checked = dialogue.check();
    CHECK((checked.exit_code == 0 || checked.exit_code == 1));
    if (checked.exit_code == 1) CHECK(checked.err.find("\"trees.png\": ") != std::string::npos);
    if (name.starts_with("pngsuite--")) CHECK(checked.exit_code == 0);
  }
}

TEST_CASE("databases that break programs are no maps and end nothing", "[check]") {
  const auto naughty = shared_folder() / "data/naughty/sqlite";
  if (!fs::exists(naughty)) {
    WARN("skipped: the naughty databases are not here");
    return;
  }
  const Dialogue dialogue;
  dialogue.write(
      dialogue.text() +
      "[[question]]\nid = \"where\"\nkind = \"pin\"\ntitle.sv = \"Var?\"\ntitle.en = \"Where?\"\n"
      "map = \"town\"\n[[map]]\nid = \"town\"\nfile = \"town.mbtiles\"\nattribution = \"Kommunen\"\n");
  for (const auto& entry : fs::directory_iterator(naughty)) {
    INFO(entry.path().filename().string());
    fs::copy_file(entry.path(), dialogue.path + "/town.mbtiles", fs::copy_options::overwrite_existing);
    const auto checked = dialogue.check();
    CHECK(checked.exit_code == 1);
    CHECK(checked.err.find("\"town.mbtiles\": ") != std::string::npos);
  }
}

TEST_CASE("a PMTiles file as a map is named, once, with what to do", "[check]") {
  const Dialogue dialogue;
  dialogue.write(dialogue.text() + "[[map]]\nid = \"town\"\nfile = \"town.pmtiles\"\nattribution = \"us\"\n");
  std::ofstream(dialogue.path + "/town.pmtiles") << "PMTiles";
  const auto checked = run("talt", {"check", dialogue.path}, dialogue.folder);
  CHECK(checked.exit_code == 1);
  INFO(checked.err);
  CHECK(
      checked.err.find("\"town.pmtiles\" is a PMTiles file, which is not read: export the map as MBTiles") !=
      std::string::npos);
  CHECK(checked.err.find("picture") == std::string::npos);
}

TEST_CASE("wrong usage exits 2 and says so as all errors do", "[check]") {
  const TemporaryFolder folder;
  CHECK(run("talt", {}, folder).err.starts_with("talt: wrong usage: "));
  CHECK(run("talt", {"check"}, folder).exit_code == 2);
  CHECK(run("talt", {"check", "--no-such-option", "x"}, folder).exit_code == 2);
  CHECK(run("talt", {"check", "a", "b"}, folder).exit_code == 2);
}
