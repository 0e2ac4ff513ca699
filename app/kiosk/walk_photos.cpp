// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walk_photos.h"

#include <algorithm>
#include <cmath>

#include "platform/photo_source.h"
#include "sync/attachment_seal.h"

namespace talt::kiosk {

namespace event = core::walk::event;
using core::PhotoTrouble;

namespace {

constexpr int shown_side_max = 1280;    // of the photo that is blurred
constexpr int pictured_side_max = 256;  // of those to choose from

core::Stroke in_pixels(const std::vector<std::array<float, 2>>& stroke, float radius,
                       const core::Photo& photo) {
  core::Stroke out;
  const auto pixel = [](float part, int size) {
    return static_cast<int>(std::lround(std::clamp(part, -1.f, 2.f) * static_cast<float>(size)));
  };
  for (const auto& point : stroke)
    out.points.push_back({pixel(point[0], photo.width), pixel(point[1], photo.height)});
  out.radius = std::max(1, pixel(radius, photo.width));
  return out;
}

PhotoTrouble trouble_of(platform::Wholeness wholeness) {
  switch (wholeness) {
    case platform::Wholeness::Whole:
      return PhotoTrouble::None;
    case platform::Wholeness::EndsEarly:
      return PhotoTrouble::EndsEarly;
    case platform::Wholeness::Damaged:
      return PhotoTrouble::PartlyWrong;
  }
  return PhotoTrouble::None;
}

}  // namespace

WalkPhotos::WalkPhotos(std::string folder, Recorder& recorder, platform::Random& random, Callbacks callbacks)
    : folder_(std::move(folder)),
      recorder_(recorder),
      random_(random),
      callbacks_(std::move(callbacks)),
      beside_(callbacks_.wake) {}

// ---- choosing

void WalkPhotos::list() {
  forget_list();
  beside_.ask([this] { return find(); });
}

void WalkPhotos::forget_list() {
  ++list_;
  callbacks_.take_down("photo.file:");
}

WorkThread::Outcome WalkPhotos::find() {
  const auto folders = folder_.empty() ? platform::mounted_sticks() : std::vector<std::string>{folder_};
  std::vector<std::pair<Place, std::int64_t>> all;
  event::PhotosListed listed;
  std::vector<core::Error> unread;
  for (const auto& folder : folders) {
    auto photos = platform::list_photos(folder);
    if (!photos) {
      listed.trouble = PhotoTrouble::NoFolder;
      unread.push_back(photos.error());
      continue;
    }
    for (auto& photo : photos->photos) all.push_back({{folder, std::move(photo.name)}, photo.changed_s});
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<Place> found;
  for (auto& [place, changed_s] : all) {
    listed.files.push_back(place.name);
    found.push_back(std::move(place));
  }
  return [this, found = std::move(found), listed = std::move(listed), unread = std::move(unread)] {
    for (const auto& error : unread) callbacks_.report(error);
    found_ = found;
    callbacks_.tell(listed);
    picture(0, list_);
  };
}

/// One by one, so that a photo that was picked does not wait for all of them.
void WalkPhotos::picture(std::size_t file, std::uint64_t list) {
  if (list != list_ || file >= std::min(found_.size(), photos_pictured_max)) return;
  beside_.ask([this, file, list, place = found_[file]]() -> WorkThread::Outcome {
    platform::Image image;
    if (const auto bytes = platform::read_photo(place.folder, place.name))
      if (const auto taken = platform::take_in(*bytes, pictured_side_max))
        image = platform::preview(taken->photo, pictured_side_max);
    return [this, file, list, image = std::move(image)] {
      if (list == list_ && image.width > 0) callbacks_.show("photo.file:" + std::to_string(file + 1), image);
      picture(file + 1, list);
    };
  });
}

// ---- the photo at hand

WorkThread::Outcome WalkPhotos::trouble(const core::Error& error, PhotoTrouble what) {
  return [this, error, what] {
    callbacks_.report(error);
    callbacks_.tell(event::PhotoTrouble{what});
  };
}

WorkThread::Outcome WalkPhotos::told_of_photo(PhotoTrouble trouble) {
  const auto& photo = at_hand_->blurred;
  return [this, image = platform::preview(photo, shown_side_max), trouble,
          read = event::PhotoRead{photo.width, photo.height, at_hand_->strokes.size()}] {
    callbacks_.show("photo", image);
    callbacks_.tell(read);
    if (trouble != PhotoTrouble::None) callbacks_.tell(event::PhotoTrouble{trouble});
  };
}

void WalkPhotos::read(std::size_t file) {
  if (file >= found_.size()) return;
  beside_.ask([this, place = found_[file]] { return read_now(place); });
}

WorkThread::Outcome WalkPhotos::read_now(const Place& place) {
  const auto bytes = platform::read_photo(place.folder, place.name);
  if (!bytes) return trouble(bytes.error(), bytes.error().trouble);
  auto taken = platform::take_in(*bytes);
  if (!taken) return trouble(taken.error(), taken.error().trouble);
  return put_at_hand(std::move(*taken));
}

void WalkPhotos::take(platform::TakenIn taken) {
  const auto held = std::make_shared<platform::TakenIn>(std::move(taken));
  beside_.ask([this, held] { return put_at_hand(std::move(*held)); });
}

WorkThread::Outcome WalkPhotos::put_at_hand(platform::TakenIn taken) {
  at_hand_ = std::make_unique<AtHand>();
  at_hand_->whole = std::move(taken.photo);
  at_hand_->blurred = at_hand_->whole;
  return told_of_photo(trouble_of(taken.wholeness));
}

void WalkPhotos::blur(std::vector<std::array<float, 2>> stroke, float radius) {
  beside_.ask([this, stroke = std::move(stroke), radius]() -> WorkThread::Outcome {
    if (!at_hand_) return {};
    at_hand_->strokes.push_back(in_pixels(stroke, radius, at_hand_->whole));
    core::blur(at_hand_->blurred, at_hand_->strokes.back());
    return told_of_photo();
  });
}

void WalkPhotos::undo_blur() {
  beside_.ask([this]() -> WorkThread::Outcome {
    if (!at_hand_ || at_hand_->strokes.empty()) return {};
    at_hand_->strokes.pop_back();
    at_hand_->blurred = at_hand_->whole;
    for (const auto& stroke : at_hand_->strokes) core::blur(at_hand_->blurred, stroke);
    return told_of_photo();
  });
}

void WalkPhotos::keep() {
  beside_.ask([this] { return keep_now(); });
}

WorkThread::Outcome WalkPhotos::keep_now() {
  if (!at_hand_) return {};
  auto jpeg = platform::encode_jpeg(at_hand_->blurred);
  if (!jpeg) return trouble(jpeg.error(), PhotoTrouble::NotKept);
  auto sealed = sync::seal(*jpeg, core::AttachmentKind::Photo, random_);
  platform::wipe(*jpeg);
  if (!sealed) return trouble(sealed.error(), PhotoTrouble::NotKept);
  if (auto kept = recorder_.keep(sealed->attachment.name, sealed->sealed); !kept)
    return trouble(kept.error(), recorder_.has_room_for(sealed->sealed.size()) ? PhotoTrouble::NotKept
                                                                               : PhotoTrouble::DiskFull);
  return [this, attachment = sealed->attachment] { callbacks_.tell(event::AttachmentKept{attachment}); };
}

void WalkPhotos::drop() {
  callbacks_.take_down("photo");
  forget_list();
  beside_.ask([this]() -> WorkThread::Outcome {
    at_hand_.reset();
    return {};
  });
}

}  // namespace talt::kiosk
