// SPDX-License-Identifier: EUPL-1.2
// A municipality that walks: devices with real journals note on walks, and their records come to a real
// ledger.
#pragma once

#include "sync/receiver/walks/walk_accounts.h"
#include "tests/receiver/town_hall.h"

namespace talt::tests {

inline const std::string evening_head = R"(id = "evening"
version = 1                # rises with every change
method = "walk"
languages = ["sv", "en"]
title.sv = "Trygghetsvandring"
title.en = "Safety walk"
[promise]
level = "consultation"
influence.sv = "Vad som görs först"
influence.en = "What is done first"
decided.sv = "Att parken rustas"
decided.en = "That the park is improved"
decider.sv = "Nämnden"
decider.en = "The committee"
hear_back.sv = "På biblioteket"
hear_back.en = "At the library"
hear_back_by = 2027-02-01
contact.sv = "Ring oss"
contact.en = "Call us"
# what we walk with
[walk]
kind = "safety"
)";
inline const std::string evening_lists = R"([[walk.stop]]
id = "underpass"
title.sv = "Gångtunneln"
title.en = "The underpass"
lat = 59.1
lon = 18.2
[[walk.theme]]
id = "lighting"
title.sv = "Belysning"
title.en = "Lighting"
picture = "lighting.png"
alt.sv = "En lampa"
alt.en = "A lamp"
[[walk.theme]]
id = "upkeep"
title.sv = "Skötsel"
title.en = "Upkeep"
picture = "upkeep.png"
alt.sv = "En kvast"
alt.en = "A broom"
[[walk.party]]
id = "parks"
title.sv = "Park"
title.en = "Parks"
[[walk.party]]
id = "streets"
title.sv = "Gata"
title.en = "Streets"
[[walk.group]]
id = "residents"
title.sv = "Boende"
title.en = "Residents"
[[walk.place]]
id = "kiosk"
title.sv = "Kiosken"
title.en = "The kiosk"
lat = 59.11
lon = 18.21
)";
inline const std::string evening_toml = evening_head + evening_lists;
enum EveningTheme : std::size_t { lighting, upkeep };
enum EveningParty : std::size_t { parks, streets };

constexpr core::walk::Code evening_code = 482913;

/// A device on a walk. Times come from the test.
class Walker {
 public:
  using Observation = core::walk::Observation;

  Walker(TownHall& town, const std::string& name, const std::string& toml = evening_toml,
         core::walk::Code code = evening_code)
      : kiosk(town, name, toml), code_(code), id_seed_(name) {}

  void begin(bool joined = false) {
    kiosk.save({core::walk::Begin{
        code_, joined, 0, {12}, core::walk::Weather::Rain, core::walk::Light::Dark, now()}});
  }
  void end() { kiosk.save({core::walk::Course{code_, core::walk::Act::End, std::nullopt, now()}}); }

  /// Something new, noted a minute after what was noted before.
  Observation seen(const std::string& saw, core::walk::Verdict verdict = core::walk::Verdict::Bad) {
    Observation noted;
    noted.code = code_;
    const auto digest = platform::hash({core::as_bytes(id_seed_ + std::to_string(++noted_))});
    std::copy_n(digest.begin(), noted.id.size(), noted.id.begin());
    noted.time = now();
    noted.theme = lighting;
    noted.verdict = verdict;
    noted.saw = saw;
    return noted;
  }
  const Observation& save(const Observation& noted) {
    kiosk.save({noted});
    return noted;
  }
  Observation note(const std::string& saw, core::walk::Verdict verdict = core::walk::Verdict::Bad) {
    const auto noted = seen(saw, verdict);
    kiosk.save({noted});
    return noted;
  }
  void correct(Observation noted, const std::string& saw) {
    ++noted.revision;
    noted.saw = saw;
    kiosk.save({noted});
  }
  void take_back(Observation noted) {
    ++noted.revision;
    noted.withdrawn = true;
    kiosk.save({noted});
  }
  void look_again(std::size_t earlier, core::walk::Outcome outcome, const std::string& saw = "") {
    auto noted = seen(saw);
    noted.theme.reset();
    noted.verdict.reset();
    noted.earlier = earlier;
    noted.outcome = outcome;
    kiosk.save({noted});
  }
  std::int64_t now() { return kiosk.now_s += 60; }

  Kiosk kiosk;

 private:
  core::walk::Code code_;
  std::string id_seed_;
  int noted_ = 0;
};

inline void catch_up(TownHall& town) {
  const auto done =
      town.tables->catch_up(*town.ledger, town.sealing_key, receiver::Progress([](auto, auto) {}));
  INFO((done ? "" : done.error().text()));
  REQUIRE(done);
}

inline receiver::WalkAccount account_of(TownHall& town, const std::string& name = "482913") {
  catch_up(town);
  const auto walk = receiver::walk_name_of(name);
  REQUIRE(walk);
  auto account = receiver::account_of(*town.tables, *town.ledger, *walk);
  INFO((account ? "" : account.error().text()));
  REQUIRE(account);
  return std::move(*account);
}

/// What stands under the numbers, from 1.
inline std::vector<std::string> seen_on(const receiver::WalkAccount& walk) {
  std::vector<std::string> seen;
  for (const auto& note : walk.notes) seen.push_back(std::to_string(note.number) + " " + note.latest.saw);
  return seen;
}

}  // namespace talt::tests
