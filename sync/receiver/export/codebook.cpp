// SPDX-License-Identifier: EUPL-1.2
// codebook.csv: every column, every code and every text of the dialogues, in every language there is.
//   what      column: what a column of the files holds; code: what a code of it means; text: other words that
//             people saw
//   column    of the files
//   dialogue, version, question   empty where the same for all
#include "sync/receiver/export/code_names.h"
#include "sync/receiver/export/codebook_walks.h"
#include "sync/receiver/export/csv.h"
#include "sync/receiver/export/export_work.h"

namespace talt::receiver {

using core::Result;

namespace {

constexpr Meaning meanings[] = {
    {"device", "", "the kiosk's name at enrolment", "kioskens namn när den skrevs in"},
    {"visit", "",
     "one person's turn, by a name made for this export alone; the same in answers.csv and visits.csv",
     "en persons besök, under ett namn som bara gäller denna export; samma i answers.csv och visits.csv"},
    {"time", "",
     "UTC, rounded down to the dialogue's grain; corrected where the kiosk's clock was unset; empty "
     "where not known",
     "UTC, avrundad nedåt så som dialogen anger; rättad där kioskens klocka gick fel; tom där den inte är "
     "känd"},
    {"dialogue", "", "the dialogue's id", "dialogens id"},
    {"version", "",
     "the dialogue's version; with the beginning of its digest where the same version came in other "
     "words as well",
     "dialogens version; med början av dess kontrollsumma där samma version också kom med andra ord"},
    {"question", "", "the question's id", "frågans id"},
    {"kind", "", "the kind of question", "frågans slag"},
    {"kind", "dots", "dots placed on alternatives", "prickar på alternativ"},
    {"kind", "choice", "one or several alternatives chosen", "ett eller flera valda alternativ"},
    {"kind", "scale", "a step of a scale", "ett steg på en skala"},
    {"kind", "text", "words of one's own", "egna ord"},
    {"kind", "pin", "a place on the map or from the list", "en plats på kartan eller ur listan"},
    {"language", "", "the language the question was answered in (BCP 47); empty for a poster",
     "språket som frågan besvarades på (BCP 47); tomt för en affisch"},
    {"given", "", "how the answer was given", "hur svaret lämnades"},
    {"given", "self", "by the person at the kiosk", "av personen själv vid kiosken"},
    {"given", "assisted", "entered for the person by the host", "inmatat åt personen av värden"},
    {"given", "staff", "noted by staff from a conversation", "antecknat av personal efter ett samtal"},
    {"given", "paper", "counted from a paper poster", "räknat från en pappersaffisch"},
    {"given", "child", "by a child", "av ett barn"},
    {"given", "practice", "for practice: counts nowhere", "som övning: räknas inte"},
    {"alternative", "",
     "what was chosen, by id; in summary.csv also a category of pins or a step of a scale, empty "
     "for the question as a whole",
     "det valda, som id; i summary.csv även en kategori av nålar eller ett steg på en skala, tomt för frågan "
     "i "
     "sin helhet"},
    {"value", "", "dots on the alternative; 1 for a choice; the step of a scale, from 1",
     "prickar på alternativet; 1 för ett val; skalans steg, från 1"},
    {"text", "",
     "what was written, verbatim. A spreadsheet may take a text that begins with = + - or @ for a "
     "formula: import the column as text",
     "det som skrevs, ordagrant. Ett kalkylprogram kan ta en text som börjar med = + - eller @ för en "
     "formel: "
     "importera kolumnen som text"},
    {"category", "", "the pin's category, by id", "nålens kategori, som id"},
    {"lat", "", "latitude in degrees, WGS 84", "latitud i grader, WGS 84"},
    {"lon", "", "longitude in degrees, WGS 84", "longitud i grader, WGS 84"},
    {"place", "", "the named place that was chosen from the list, by id; its coordinates are the place's",
     "den namngivna plats som valdes ur listan, som id; koordinaterna är platsens"},
    {"comment", "", "what was written to the pin, verbatim (see text)",
     "det som skrevs till nålen, ordagrant (se text)"},
    {"shown_order", "",
     "the ids of the alternatives in the order this person saw them; empty where everybody saw the "
     "dialogue's own order",
     "alternativens id i den ordning personen såg dem; tomt där alla såg dialogens egen ordning"},
    {"voided", "", "1: does not count, since the answer was changed later or the visit flagged; else 0",
     "1: räknas inte, eftersom svaret ändrades senare eller besöket märktes; annars 0"},
    {"run", "", "audit: the run of the kiosk's journal that the record stands in",
     "revision: den del av kioskens journal där posten står"},
    {"number", "", "audit: the record's number there", "revision: postens nummer där"},
    {"disputed", "",
     "in disputed.csv why the records are disputed; in visits.csv 1 where they are. They count "
     "nowhere",
     "i disputed.csv varför posterna är omstridda; i visits.csv 1 där de är det. De räknas inte"},
    {"shown", "",
     "how many of the questions were on screen, in the dialogue's order; empty where the visit's end is "
     "not known",
     "hur många av frågorna som visades, i dialogens ordning; tomt där besökets slut inte är känt"},
    {"ending", "", "how the visit ended; empty where not known",
     "hur besöket slutade; tomt där det inte är känt"},
    {"ending", "done", "after the last question", "efter sista frågan"},
    {"ending", "left", "the person left before", "personen lämnade tidigare"},
    {"ending", "idle", "nobody touched the screen any more", "ingen rörde skärmen längre"},
    {"reason", "", "why the visit was flagged by the host", "varför värden märkte besöket"},
    {"reason", "test", "a test", "ett prov"},
    {"reason", "joke", "a joke", "ett skämt"},
    {"breakdown", "", "what a row of summary.csv counts", "vad en rad i summary.csv räknar"},
    {"breakdown", "all", "everybody", "alla"},
    {"breakdown", "language",
     "those who answered in one language. Small cells are left out, and others where a "
     "small one would follow from them",
     "de som svarade på ett språk. Små celler är utelämnade, och andra där en liten skulle följa av dem"},
    {"breakdown", "given", "those who answered in one way; left out as for language",
     "de som svarade på ett sätt; utelämnat som för språk"},
    {"group", "", "the language, or how the answers were given", "språket, eller hur svaren lämnades"},
    {"asked", "", "people who were shown the question; in a breakdown those who answered or skipped it",
     "personer som fick se frågan; i en uppdelning de som besvarade eller hoppade över den"},
    {"answered", "", "people who answered the question", "personer som besvarade frågan"},
    {"skipped", "", "people who skipped the question", "personer som hoppade över frågan"},
    {"people", "",
     "people who chose the alternative; several dots of one person are one. Nobody knows it of a poster",
     "personer som valde alternativet; flera prickar av samma person är en. För en affisch vet ingen det"},
    {"dots", "", "dots on the alternative, or pins of the category",
     "prickar på alternativet, eller nålar i kategorin"},
    {"act", "", "what the host did", "vad värden gjorde"},
    {"act", "note", "wrote a note about the day", "skrev en anteckning om dagen"},
    {"act", "pause", "paused", "tog paus"},
    {"act", "resume", "went on", "fortsatte"},
    {"act", "end", "ended the day", "avslutade dagen"},
    {"weather", "", "the host's words about the weather, verbatim", "värdens ord om vädret, ordagrant"},
    {"event", "", "the host's words about what went on around, verbatim",
     "värdens ord om vad som hände runt om, ordagrant"},
    {"staff", "", "who stood there, in the host's words", "vilka som stod där, med värdens ord"},
    {"note", "", "the host's note, verbatim", "värdens anteckning, ordagrant"},
    {"first", "", "records that cannot be read, or never came: the first number",
     "poster som inte kan läsas, eller "
     "aldrig kom: första numret"},
    {"last", "", "and the last number", "och sista numret"},
    {"why", "", "why not", "varför inte"},
    {"boot", "", "audit: a start of the kiosk's computer", "revision: en start av kioskens dator"},
    {"boot_ms", "", "audit: milliseconds since that start", "revision: millisekunder sedan den starten"},
    {"wall_ms", "", "audit: what the clock showed, in milliseconds since 1970",
     "revision: vad klockan visade, i "
     "millisekunder sedan 1970"},
    {"source", "", "audit: who had set the clock", "revision: vem som hade ställt klockan"},
    {"source", "none", "nobody", "ingen"},
    {"source", "network", "the network", "nätverket"},
    {"source", "gps", "GPS", "GPS"},
    {"source", "receipt", "a receipt of the receiver tells the time",
     "ett kvitto från mottagaren anger tiden"}};

class Codebook {
 public:
  explicit Codebook(platform::NewFile& file) : file_(file) {}
  void put(const Fields& fields) {
    if (done_) done_ = file_.append(csv_line(fields));
  }
  void put(const Meaning& meaning) {
    const auto* what = *meaning.code == 0 ? "column" : "code";
    put({what, meaning.column, "", "", "", meaning.code, "en", meaning.english});
    put({what, meaning.column, "", "", "", meaning.code, "sv", meaning.swedish});
  }
  void of(const DialogueShelf::Entry& entry) { entry_ = &entry; }
  /// One line a language that the text is there in.
  void text(const char* what, const char* column, const std::string& question, const std::string& code,
            const core::Text& words) {
    const auto& dialogue = entry_->dialogue;
    for (std::size_t i = 0; i < dialogue.languages.size(); ++i)
      if (words.has(i))
        put({what, column, dialogue.id, entry_->version, question, code, dialogue.languages[i].tag,
             std::string(words.in(i))});
  }
  const Result<void>& done() const { return done_; }

 private:
  platform::NewFile& file_;
  const DialogueShelf::Entry* entry_ = nullptr;
  Result<void> done_;
};

void describe(Codebook& book, const core::Question& question) {
  book.text("code", "question", question.id, question.id, question.title);
  book.text("text", "question", question.id, "help", question.help);
  for (const auto& alternative : question.alternatives) {
    book.text("code", "alternative", question.id, alternative.id, alternative.title);
    book.text("text", "alternative", question.id, alternative.id, alternative.picture.alt);
  }
  for (const auto& category : question.categories)
    book.text("code", "category", question.id, category.id, category.title);
  for (const auto& place : question.places) book.text("code", "place", question.id, place.id, place.title);
  if (question.kind != core::QuestionKind::Scale) return;
  book.text("code", "value", question.id, "1", question.low);
  book.text("code", "value", question.id, std::to_string(question.steps), question.high);
}

/// What observations.csv names by their ids.
void describe(Codebook& book, const core::walk::Plan& plan) {
  for (const auto& theme : plan.themes) {
    book.text("code", "theme", "", theme.id, theme.title);
    book.text("text", "theme", "", theme.id, theme.help);
  }
  for (const auto& question : plan.questions) {
    book.text("code", "question", question.id, question.id, question.title);
    book.text("text", "question", question.id, "help", question.help);
  }
  for (const auto& stop : plan.stops) book.text("code", "stop", "", stop.id, stop.title);
  for (const auto& place : plan.places) book.text("code", "place", "", place.id, place.title);
  for (const auto& group : plan.groups) book.text("code", "perspective", "", group.id, group.title);
  for (const auto& party : plan.parties) book.text("code", "party", "", party.id, party.title);
}

void describe(Codebook& book, const DialogueShelf::Entry& entry) {
  const auto& [dialogue, digest, version] = entry;
  book.of(entry);
  book.put({"text", "version", dialogue.id, version, "", "digest", "", digest});
  for (const auto& language : dialogue.languages)
    book.put({"code", "language", dialogue.id, version, "", language.tag, "", ""});
  book.text("code", "dialogue", "", dialogue.id, dialogue.title);
  book.text("text", "dialogue", "", "influence", dialogue.promise.influence);
  book.text("text", "dialogue", "", "decided", dialogue.promise.decided);
  book.text("text", "dialogue", "", "decider", dialogue.promise.decider);
  book.text("text", "dialogue", "", "hear_back", dialogue.promise.hear_back);
  book.text("text", "dialogue", "", "contact", dialogue.promise.contact);
  book.text("text", "dialogue", "", "next", dialogue.next);
  for (const auto& question : dialogue.questions) describe(book, question);
  if (dialogue.walk) describe(book, *dialogue.walk);
}

}  // namespace

Result<void> write_codebook(ExportWork& work) {
  const auto file = work.files.begin("codebook.csv");
  if (!file) return file.error();
  Codebook book(**file);
  book.put({"what", "column", "dialogue", "version", "question", "code", "language", "text"});
  for (const auto& meaning : meanings) book.put(meaning);
  if (has_walks(work.names.dialogues))
    for (const auto& meaning : meanings_of_walks()) book.put(meaning);
  for (const auto& entry : work.names.dialogues.all()) describe(book, entry);
  return book.done();
}

}  // namespace talt::receiver
