// SPDX-License-Identifier: EUPL-1.2
// What the parts of the page share. Not for others.
#pragma once

#include <optional>
#include <string>

#include "sync/receiver/protocol/map_drawing.h"
#include "sync/receiver/protocol/protocol.h"

namespace talt::receiver::protocol {

struct DialoguePictures {
  std::optional<std::string> logo;
  std::map<std::size_t, std::string> earlier;  // by index in the plan
};

struct PageWork {
  Markup& page;
  const Story& story;
  const Words& words;
  const Options& options;
  const Pictures& pictures;
  const DialoguePictures& dialogue_pictures;
  const std::optional<MapFrame>& frame;
  const MapBackground& background;

  const core::Dialogue& dialogue() const { return story.account->dialogue; }
  const core::walk::Plan& plan() const { return *dialogue().walk; }
  std::string_view in(const core::Text& text) const { return text.in(story.language); }
  bool is_follow_up() const { return !story.earlier.empty(); }
  /// A safety walk says also that it found nothing good, serious or to be done; a walk-and-talk did not look
  /// for it.
  template <class List>
  bool is_told(const List& list) const {
    return plan().kind == core::walk::Kind::Safety || !list.empty();
  }
  std::string date(std::int64_t seconds) const;
  std::string short_date(std::int64_t seconds) const;
  std::string time(std::int64_t seconds) const;
};

// What somebody wrote. Its language is not known: the screen's was one thing, what they typed another.
void write_words(PageWork& work, std::string_view words);
/// "Label" over what was written; nothing where that is empty.
void write_labelled(PageWork& work, std::string_view label, std::string_view words);
void write_quote(PageWork& work, const Item& item);
/// What it is about: what was noted, and what was seen then where it looks at that again.
void write_matter(PageWork& work, const Item& item);
/// The whole observation, with photos and voice memos. `heading` is the element of its first line.
void write_observation(PageWork& work, const Item& item, const char* heading = "h4");
/// Good, bad, a question; of what was looked at again, what became of it.
std::string verdict_in_words(const Item& item, const Words& words);
std::string seriousness_in_words(int seriousness, const Words& words);
/// "12" as a link to the observation; "(3)" to what the earlier walk noted and nobody looked at.
void write_number(PageWork& work, const Item& item);
/// " · theme · place · from the earlier walk": after the number.
void write_about(PageWork& work, const Item& item);

// The sections, in their order.
void write_head(PageWork& work);
void write_summary(PageWork& work);
void write_map(PageWork& work);
void write_stops(PageWork& work);
void write_good_places(PageWork& work);
void write_open_questions(PageWork& work);
void write_template(PageWork& work);
void write_reflections(PageWork& work);
void write_follow_up(PageWork& work);
void write_actions(PageWork& work);
void write_missing(PageWork& work);

}  // namespace talt::receiver::protocol
