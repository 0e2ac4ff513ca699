// SPDX-License-Identifier: EUPL-1.2
// Answers as flat rows, the same for CSV, GeoJSON and GeoPackage: one per chosen alternative, pin, text or
// step; none for a skip. Pure but for the pseudonyms' key.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/random.h"
#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/tables/dialogue_shelf.h"
#include "sync/receiver/tables/table_reader.h"

namespace talt::receiver {

/// Names a visit for one export: by a key that is drawn for it and forgotten with it.
class Pseudonyms {
 public:
  explicit Pseudonyms(platform::Random& random);
  std::string of(const core::VisitId& visit) const;

 private:
  platform::Secret key_;
};

struct RunNames {
  std::string device, run;
  std::string disputed;  // why, empty where nothing is
};

/// What rows are written with.
struct Names {
  const DialogueShelf& dialogues;
  std::map<std::int64_t, RunNames> runs;  // by LedgerRun::id
  Times times;
  Pseudonyms pseudonyms;
  bool is_audit = false;

  const RunNames& of_run(std::int64_t run) const;
  std::string time(const Place& place, std::int64_t time_s, std::int64_t dialogue) const;
};

using Fields = std::vector<std::string>;
/// The columns of answers.csv in their order; run and number where `is_audit`.
const Fields& answer_columns(bool is_audit);
namespace column {  // where some of them stand
inline constexpr std::size_t version = 4, lat = 13, lon = 14, voided = 18, number = 20;
}
/// Texts are verbatim.
std::vector<Fields> rows_of(const TabledAnswer& answer, const Names& names);

}  // namespace talt::receiver
