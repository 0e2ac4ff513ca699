// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/codebook_walks.h"

namespace talt::receiver {

namespace {

constexpr Meaning meanings[] = {
    {"walk", "",
     "observations: the walk's code. Observations are notes of staff on a walk, each a row, in the order of "
     "their numbers: they are not answers of visitors, are not shuffled and no small-cell rule applies. "
     "Whose "
     "words were noted is a group, never a person",
     "observationer: vandringens kod. En observation är personalens anteckning på en vandring, en rad var i "
     "nummerordning: de är inte besökares svar, blandas inte och lyder inte under regeln om små tal. Vems "
     "ord "
     "som antecknats är en grupp, aldrig en person"},
    {"number", "", "observations: what people call it by in the walk's protocol; given once, never changed",
     "observationer: numret i vandringens protokoll; ges en gång och ändras aldrig"},
    {"observation", "", "its id, by which a follow-up walk refers to it",
     "dess id, som en uppföljande vandring hänvisar till"},
    {"time", "",
     "observations: when it was first noted, to the second, since it is staff's own time; corrected where "
     "the "
     "device's clock was unset",
     "observationer: när den först antecknades, på sekunden, eftersom det är personalens egen tid; rättad "
     "där "
     "enhetens klocka gick fel"},
    {"theme", "", "the checklist's theme, by its id", "temat på checklistan, med dess id"},
    {"verdict", "", "good, bad or a question", "bra, dåligt eller en fråga"},
    {"verdict", "good", "a good place", "en bra plats"},
    {"verdict", "bad", "something to mend", "något att åtgärda"},
    {"verdict", "question", "something that nobody could answer there", "något som ingen kunde svara på där"},
    {"question", "", "observations: the template's question that it answers (walk and talk)",
     "observationer: frågan i mallen som den besvarar (gåtur)"},
    {"earlier", "", "the observation of an earlier walk that was looked at again",
     "observationen från en tidigare vandring som sågs på igen"},
    {"outcome", "", "what had become of it", "vad som hade blivit av den"},
    {"outcome", "done", "done", "åtgärdad"},
    {"outcome", "not-done", "not done", "inte åtgärdad"},
    {"outcome", "worse", "worse", "värre"},
    {"placed_by", "", "how it came by its place", "hur den fick sin plats"},
    {"placed_by", "position", "by the device's position", "av enhetens position"},
    {"placed_by", "map", "by a tap on the map", "med ett tryck på kartan"},
    {"placed_by", "stop", "by the stop", "av stoppet"},
    {"placed_by", "place", "by a named place", "av en namngiven plats"},
    {"accuracy", "", "of the position, in metres", "positionens noggrannhet, i meter"},
    {"stop", "", "the stop that it belongs to", "stoppet den hör till"},
    {"saw", "", "what was seen, in the note-taker's words; or what was answered to the template's question",
     "vad som sågs, med antecknarens ord; eller svaret på mallens fråga"},
    {"said", "", "what somebody said, verbatim: may hold what names a person; look before it is published",
     "vad någon sa, ordagrant: kan röja en person; läs före publicering"},
    {"perspective", "", "the group whose words they are", "gruppen vars ord det är"},
    {"sense", "", "feels it unsafe, or is it", "känns det otryggt, eller är det"},
    {"sense", "feels", "it feels so", "det känns så"},
    {"sense", "is", "it is so", "det är så"},
    {"seriousness", "", "1 to 3, 3 the most serious; empty: not said",
     "1 till 3, 3 är allvarligast; tomt: inte sagt"},
    {"proposal", "", "what to do about it", "förslag till åtgärd"},
    {"reflection", "", "the note-taker's own thought, apart from what others said",
     "antecknarens egen tanke, skild från vad andra sa"},
    {"photos", "", "how many photos belong to it", "antal bilder"},
    {"voice_memos", "", "how many voice memos belong to it", "antal röstanteckningar"},
    {"status", "", "how far it is today; empty: nothing is to be done",
     "hur långt det har kommit; tomt: inget ska göras"},
    {"status", "open", "nothing is decided yet", "inget är beslutat än"},
    {"status", "quick", "quick fix", "snabb åtgärd"},
    {"status", "planned", "is planned", "planeras"},
    {"status", "needs-budget", "needs money first", "kräver budget"},
    {"status", "will-not", "will not be done: the reason stands beside", "görs inte: skälet står bredvid"},
    {"status", "done", "is done", "är gjort"},
    {"party", "", "who is responsible today", "vem som ansvarar i dag"},
    {"deadline", "", "the day by which it is to be done", "dagen då det ska vara gjort"},
    {"reason", "", "observations: why it will not be done, or what was done",
     "observationer: varför det inte görs, eller vad som gjordes"},
    {"corrections", "", "how often it was corrected on the walk; this is the latest",
     "hur många gånger den rättades på vandringen; detta är den senaste"},
    {"withdrawn", "", "1: those who noted it took it back; it counts nowhere",
     "1: den togs tillbaka av dem som antecknade; den räknas ingenstans"},
    {"disputed", "", "observations: why it is disputed, and counts nowhere; empty: it is not",
     "observationer: varför den är ifrågasatt och inte räknas; tomt: det är den inte"},
};

}  // namespace

std::span<const Meaning> meanings_of_walks() {
  return meanings;
}

}  // namespace talt::receiver
