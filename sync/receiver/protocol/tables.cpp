// SPDX-License-Identifier: EUPL-1.2
// observations.csv, actions.csv and the codebook to them.
#include "sync/receiver/export/csv.h"
#include "sync/receiver/protocol/rows.h"

namespace talt::receiver::protocol {

using core::Result;

namespace {

struct Meaning {
  const char* column;
  const char* code;  // empty: of the column itself
  const char* english;
  const char* swedish;
};

constexpr Meaning meanings[] = {
    {"number", "",
     "of the observation on this walk, from 1; the same in every table and on the page. Empty in actions: "
     "the "
     "earlier walk noted it and this one did not look at it",
     "iakttagelsens nummer på vandringen, från 1; samma i alla tabeller och i protokollet. Tomt bland "
     "åtgärder: förra vandringen antecknade det och den här såg inte på det"},
    {"id", "",
     "the observation's own, the same for good; of an action, that of the first observation of the matter",
     "iakttagelsens id, detsamma för alltid; en åtgärds är den första iakttagelsens av saken"},
    {"device", "", "the name of the device it was noted on", "namnet på enheten där den antecknades"},
    {"time", "", "UTC, when it was first noted; empty where not known",
     "UTC, när den först antecknades; tom där den inte är känd"},
    {"stop", "", "the stop it belongs to, by id", "stoppet den hör till, som id"},
    {"place", "", "the named place it was given, by id", "den namngivna plats den fått, som id"},
    {"theme", "", "of the checklist, by id", "ur checklistan, som id"},
    {"verdict", "", "empty: a note, an answer or a look at an earlier observation",
     "tom: en anteckning, ett svar eller en ny titt på en tidigare iakttagelse"},
    {"verdict", "good", "a good place, to keep", "en bra plats, att värna"},
    {"verdict", "bad", "something that is bad", "något som är dåligt"},
    {"verdict", "question", "a question that somebody needs to answer",
     "en fråga som någon behöver svara på"},
    {"question", "", "of a walk-and-talk's template, by id; saw is what was answered",
     "ur frågemallen för walk and talk, som id; saw är vad som svarades"},
    {"earlier", "", "an observation of the earlier walk, by its id",
     "en iakttagelse från förra vandringen, som id"},
    {"outcome", "", "what became of it", "vad det blev av den"},
    {"outcome", "done", "done", "klart"},
    {"outcome", "not-done", "not done", "inte klart"},
    {"outcome", "worse", "worse than then", "värre än då"},
    {"lat", "", "latitude in degrees, WGS 84", "latitud i grader, WGS 84"},
    {"lon", "", "longitude in degrees, WGS 84", "longitud i grader, WGS 84"},
    {"placed_by", "", "how it came by its coordinates; empty: it has none",
     "hur den fick sina koordinater; tom: den har inga"},
    {"placed_by", "position", "measured by satellites", "mätt med satellit"},
    {"placed_by", "map", "a tap on the map", "ett tryck på kartan"},
    {"placed_by", "stop", "they are the stop's", "de är stoppets"},
    {"placed_by", "place", "they are the named place's", "de är den namngivna platsens"},
    {"fix", "", "the kind of fix, of a measured position", "slags mätning, för ett mätt läge"},
    {"accuracy_m", "", "of a measured position, in metres", "mätningens noggrannhet i meter"},
    {"language", "", "the screen's language when it was noted (BCP 47); what was written may be in another",
     "skärmens språk när den antecknades (BCP 47); det skrivna kan vara på ett annat"},
    {"saw", "",
     "what was seen, in the note-taker's words. A spreadsheet may take a text that begins with = + - or @ "
     "for a "
     "formula: import the column as text",
     "vad som sågs, med antecknarens ord. Ett kalkylprogram kan ta en text som börjar med = + - eller @ för "
     "en "
     "formel: importera kolumnen som text"},
    {"said", "", "what somebody said, verbatim (see saw)", "vad någon sa, ordagrant (se saw)"},
    {"perspective", "", "whose words: a group, by id; never a name",
     "vems ord: en grupp, som id; aldrig ett namn"},
    {"sense", "", "does it feel unsafe, or is it", "känns det otryggt, eller är det"},
    {"sense", "feels", "it feels unsafe", "det känns otryggt"},
    {"sense", "is", "it is unsafe", "det är otryggt"},
    {"seriousness", "", "1 to 3, 3 is most serious; empty: not said",
     "1 till 3, 3 är allvarligast; tom: inte sagt"},
    {"proposal", "", "what could be done (see saw)", "vad som kunde göras (se saw)"},
    {"reflection", "", "the note-taker's own, apart from what others said",
     "antecknarens egen reflektion, skild från vad andra sa"},
    {"photos", "", "how many photos; pictures/photo-NUMBER-1.jpg and on",
     "antal foton; pictures/photo-NUMMER-1.jpg "
     "och vidare"},
    {"voices", "", "how many voice memos; pictures/voice-NUMBER-1.opus and on",
     "antal röstanteckningar; pictures/voice-NUMMER-1.opus och vidare"},
    {"revisions", "", "1: as first noted; more: corrected", "1: som först antecknad; fler: rättad"},
    {"party", "", "who is responsible: by id of the dialogue, or in words; empty: nobody yet",
     "vem som är ansvarig: som dialogens id, eller i ord; tom: ingen än"},
    {"status", "", "how far the action is", "hur långt åtgärden är"},
    {"status", "open", "not decided", "inte beslutat"},
    {"status", "quick", "quick fix", "snabb åtgärd"},
    {"status", "planned", "planned", "planerat"},
    {"status", "needs-budget", "needs budget", "kräver budget"},
    {"status", "will-not", "will not be done; reason says why", "görs inte; reason säger varför"},
    {"status", "done", "done", "klart"},
    {"deadline", "", "the day it is to be done by", "dagen då det ska vara klart"},
    {"reason", "", "why not, or what was done", "varför inte, eller vad som gjordes"},
    {"changed", "", "UTC, when the action was last changed after the walk; empty: never",
     "UTC, när åtgärden senast ändrades efter vandringen; tom: aldrig"},
    {"changed_by", "", "by whom: a role, not a name", "av vem: en roll, inte ett namn"},
    {"done", "", "UTC, when it was set to done", "UTC, när den sattes som klar"}};

std::string head_of(const std::vector<platform::GeoColumn>& columns) {
  Row names;
  for (const auto& column : columns) names.push_back(column.name);
  return csv_line(names);
}

class Codebook {
 public:
  Codebook(platform::NewFile& file, const core::Dialogue& dialogue) : file_(file), dialogue_(dialogue) {}
  void put(const Row& row) {
    if (done_) done_ = file_.append(csv_line(row));
  }
  /// A line for each language that the text is there in.
  void text(const char* column, const std::string& code, const core::Text& words) {
    for (std::size_t i = 0; i < dialogue_.languages.size(); ++i)
      if (words.has(i)) put({"code", column, code, dialogue_.languages[i].tag, std::string(words.in(i))});
  }
  const Result<void>& done() const { return done_; }

 private:
  platform::NewFile& file_;
  const core::Dialogue& dialogue_;
  Result<void> done_;
};

}  // namespace

Result<void> write_codebook(ExportFiles& files, const Story& story) {
  const auto file = files.begin("walk-codebook.csv");
  if (!file) return file.error();
  const auto& dialogue = story.account->dialogue;
  const auto& plan = *dialogue.walk;
  Codebook book(**file, dialogue);
  book.put({"what", "column", "code", "language", "text"});
  for (const auto& meaning : meanings) {
    const auto* what = *meaning.code == 0 ? "column" : "code";
    book.put({what, meaning.column, meaning.code, "en", meaning.english});
    book.put({what, meaning.column, meaning.code, "sv", meaning.swedish});
  }
  for (const auto& theme : plan.themes) book.text("theme", theme.id, theme.title);
  for (const auto& stop : plan.stops) book.text("stop", stop.id, stop.title);
  for (const auto& place : plan.places) book.text("place", place.id, place.title);
  for (const auto& party : plan.parties) book.text("party", party.id, party.title);
  for (const auto& group : plan.groups) book.text("perspective", group.id, group.title);
  for (const auto& question : plan.questions) book.text("question", question.id, question.title);
  return book.done();
}

Result<void> write_tables(ExportFiles& files, const Story& story) {
  const auto observations = files.begin("observations.csv");
  if (!observations) return observations.error();
  auto done = (*observations)->append(head_of(observation_columns()));
  for (const auto& item : story.all)
    if (done) done = (*observations)->append(csv_line(observation_row(story, item)));
  if (!done) return done;
  const auto actions = files.begin("actions.csv");
  if (!actions) return actions.error();
  done = (*actions)->append(head_of(action_columns()));
  for (const auto& party : story.actions)
    for (const auto* item : party.items)
      if (done) done = (*actions)->append(csv_line(action_row(story, *item)));
  if (!done) return done;
  return write_codebook(files, story);
}

}  // namespace talt::receiver::protocol
