// SPDX-License-Identifier: EUPL-1.2
// A walk's protocol, the same evening: a page to print and files for tables and maps, made from the walk's
// account into a folder:
//   protocol.html   HTML5 with styles for A4; needs no network and no script
//   pictures/       photo-NN-K.jpg and voice-NN-K.opus of note NN, and what the dialogue's folder brings
//   observations.csv, actions.csv, walk-codebook.csv
//   walk.geojson    one FeatureCollection (RFC 7946): observations with their actions, tracks, stops
//   walk.gpkg       layers observations, actions, track, stops, in EPSG:4326 and, named ..._sweref99tm,
//   EPSG:3006
// The page, the tables and the maps take their names together when all is there; pictures stand before.
//
// Groups and counts, never names. What somebody wrote is told verbatim. One thread; memory does not grow with
// the photos.
#pragma once

#include <functional>
#include <string>

#include "platform/local_time.h"
#include "sync/receiver/protocol/pictures.h"
#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver::protocol {

struct Options {
  std::string language;  // of the protocol's words, BCP 47; empty: the dialogue's first that it has words for
  std::string dialogue_folder;  // for the map's background and pictures; empty: a plan without
  std::int64_t made_s = 0;      // now; 0: not told
  std::function<platform::LocalTime(std::int64_t)> local_time = platform::local_time;
};

struct Report {
  std::size_t notes = 0, actions = 0, files = 0;  // files: photos and voice memos
  std::size_t not_received = 0, not_readable = 0;
  std::vector<std::string> remarks;  // what whoever asked should be told: sentences
};

/// Fails where the language is none that it knows, the account is no walk's, or the disk does not take it.
core::Result<Report> write_protocol(const std::string& folder, const WalkAccount& account,
                                    const Options& options, const OpenAttachment& open,
                                    const Progress& progress);

}  // namespace talt::receiver::protocol
