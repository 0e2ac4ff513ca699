// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/core/dialogue_parse.h"
#include "platform/files.h"
#include "platform/photo.h"
#include "sync/receiver/walks/follow_up.h"
#include "sync/receiver/walks/walk_words.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

namespace fs = std::filesystem;

constexpr int earlier_photo_side = 1024;  // pixels: the screen of a kiosk is 1280 by 800

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

Result<std::string> read_toml(const std::string& folder) {
  const auto bytes = platform::read_file(folder + "/dialogue.toml", core::dialogue_bytes_max);
  if (!bytes) return bytes.error();
  return std::string(bytes->begin(), bytes->end());
}

Result<core::Dialogue> read_walk_dialogue(const std::string& folder, const std::string& toml) {
  auto parsed = core::parse_dialogue(core::as_bytes(toml), folder + "/dialogue.toml", {});
  if (!parsed.dialogue)
    return Error{"cannot publish " + folder, parsed.faults.empty() ? "" : parsed.faults.front().text(),
                 "mend it: talt check names every fault"};
  if (!parsed.dialogue->walk)
    return Error{"cannot publish " + folder, "it is not the dialogue of a walk",
                 "name the folder of one with method = \"walk\""};
  return std::move(*parsed.dialogue);
}

int version_above(const core::Dialogue& dialogue, const DialogueShelf& used) {
  int version = dialogue.version;
  for (const auto& entry : used.all())
    if (entry.dialogue.id == dialogue.id) version = std::max(version, entry.dialogue.version);
  return version + 1;
}

Result<void> copy(const std::string& from, const std::string& to) {
  std::error_code failed;
  fs::copy(from, to, fs::copy_options::recursive, failed);
  if (failed) return Error{"cannot copy " + from + " to " + to, failed.message(), "look at its files"};
  return {};
}

/// Pictures of a walk before that one, which nothing names any more.
void remove_unnamed_pictures(const std::string& folder, const core::Dialogue& before,
                             const FollowUp& follow_up) {
  std::set<std::string> named;
  for (const auto& one : follow_up.observations) named.insert(one.picture);
  for (const auto& one : before.walk->earlier) {
    std::error_code ignored;
    if (!one.picture.empty() && !named.contains(one.picture)) fs::remove(folder + "/" + one.picture, ignored);
  }
}

/// What an observation was shown with on the walk that looked at it again.
void keep_pictures(FollowUp& follow_up, const core::Dialogue& before) {
  for (auto& one : follow_up.observations) {
    const auto found = std::find_if(before.walk->earlier.begin(), before.walk->earlier.end(),
                                    [&](const auto& earlier) { return earlier.id == one.id; });
    if (found != before.walk->earlier.end()) one.picture = found->picture;
  }
}

std::string name_of(const FollowUp& follow_up, std::size_t i) {
  return follow_up.numbers[i] > 0 ? fmt::format("observation {}", follow_up.numbers[i])
                                  : "observation " + follow_up.observations[i].id;
}

/// The photo, small; a sentence where there is none to be had.
Result<core::Bytes> small_photo(const core::Attachment& attachment, const OpenAttachment& open) {
  const auto file = open(attachment);
  if (!file) return file.error();
  if (!*file) return Error{"", "it has not arrived yet", "sync the devices and publish again"};
  const auto taken = platform::take_in(**file, earlier_photo_side);
  if (!taken) return taken.error();
  return platform::encode_jpeg(taken->photo);
}

/// Fails where the disk does; a photo that cannot be had is a remark.
Result<void> put_photos(FollowUp& follow_up, const std::string& folder, core::walk::Code code,
                        const OpenAttachment& open, const Progress& progress) {
  const auto total = static_cast<std::uint64_t>(
      std::count_if(follow_up.photos.begin(), follow_up.photos.end(), [](const auto& one) { return !!one; }));
  std::uint64_t done = 0;
  for (std::size_t i = 0; i < follow_up.photos.size(); ++i) {
    if (!follow_up.photos[i]) continue;
    if (const auto photo = small_photo(*follow_up.photos[i], open); !photo) {
      follow_up.remarks.push_back(
          fmt::format("{} goes without its new photo: {}", name_of(follow_up, i), photo.error().text()));
    } else {
      const auto file = fmt::format("earlier-{}-{}.jpg", code_text(code), i + 1);
      if (auto written = platform::write_file_durably(folder + "/" + file, *photo); !written) return written;
      follow_up.observations[i].picture = file;
    }
    progress(++done, total);
  }
  return {};
}

Result<void> write_toml(const std::string& folder, const std::string& toml, core::walk::Code code,
                        const Published& published) {
  const auto text = follow_up_toml(toml, published.version, code, published.follow_up);
  if (!text) return text.error();
  return platform::write_file_durably(folder + "/dialogue.toml", core::as_bytes(*text));
}

}  // namespace

Result<Published> publish_follow_up(const WalkAccount& walk, const std::string& from,
                                    const DialogueShelf& used, const std::string& to,
                                    const OpenAttachment& open, const Progress& progress) {
  const auto folder = without_slash(from), out = without_slash(to), partial = out + ".partial";
  for (const auto& path : {out, partial})
    if (platform::exists(path))
      return Error{"cannot write to " + path, "there is something of that name already", "name a new folder"};
  const auto above = fs::absolute(out).parent_path();
  if (std::error_code none; fs::equivalent(above, folder, none) || platform::lies_in(folder, above.string()))
    return Error{"cannot write to " + out, "it would lie in the folder that is copied", "name another"};
  const auto toml = read_toml(folder);
  if (!toml) return toml.error();
  const auto dialogue = read_walk_dialogue(folder, *toml);
  if (!dialogue) return dialogue.error();
  Published published{dialogue->id, version_above(*dialogue, used), follow_up_of(walk, *dialogue)};
  keep_pictures(published.follow_up, *dialogue);
  auto written = copy(folder, partial);
  if (written) written = put_photos(published.follow_up, partial, walk.code, open, progress);
  if (written) remove_unnamed_pictures(partial, *dialogue, published.follow_up);
  if (written) written = write_toml(partial, *toml, walk.code, published);
  if (written) written = platform::rename_durably(partial, out);
  if (!written) {
    std::error_code ignored;
    fs::remove_all(partial, ignored);
    return written.error();
  }
  return published;
}

}  // namespace talt::receiver
