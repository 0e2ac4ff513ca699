// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/protocol.h"

#include <fmt/format.h>

#include "platform/files.h"
#include "sync/receiver/export/export_files.h"
#include "sync/receiver/protocol/look.h"
#include "sync/receiver/protocol/page_work.h"
#include "sync/receiver/protocol/rows.h"

namespace talt::receiver::protocol {

using core::Error;
using core::Result;

namespace {

Result<const Words*> words_for(const WalkAccount& account, const std::string& language) {
  if (!language.empty()) {
    if (const auto* words = find_words(language)) return words;
    return Error{"cannot write the protocol in " + language, "it has no words in that language",
                 "give one of " + languages_there_are()};
  }
  for (const auto& of_dialogue : account.dialogue.languages)
    if (const auto* words = find_words(of_dialogue.tag)) return words;
  return &words_en;
}

/// The dialogue's texts in the language of the protocol, where it speaks it; else in its first.
std::size_t language_of(const core::Dialogue& dialogue, const Words& words) {
  for (std::size_t i = 0; i < dialogue.languages.size(); ++i)
    if (find_words(dialogue.languages[i].tag) == &words) return i;
  return 0;
}

Result<DialoguePictures> take_pictures(const core::Dialogue& dialogue, const std::string& folder,
                                       Pictures& pictures) {
  DialoguePictures taken;
  if (folder.empty()) return taken;
  const auto take = [&](const std::string& file, const std::string& name, const auto& keep) -> Result<void> {
    if (file.empty()) return {};
    const auto href = pictures.copy(folder + "/" + file, name);
    if (!href) return href.error();
    if (*href) keep(**href);
    return {};
  };
  if (auto done = take(dialogue.theme.logo, "logo", [&](const auto& href) { taken.logo = href; }); !done)
    return done.error();
  const auto& plan = *dialogue.walk;
  for (std::size_t i = 0; i < plan.earlier.size(); ++i)
    if (auto done = take(plan.earlier[i].picture, "earlier-" + std::to_string(i + 1),
                         [&](const auto& href) { taken.earlier[i] = href; });
        !done)
      return done.error();
  return taken;
}

void write_sections(PageWork& work) {
  write_head(work);
  write_summary(work);
  write_map(work);
  write_stops(work);
  write_good_places(work);
  write_open_questions(work);
  write_template(work);
  write_reflections(work);
  write_follow_up(work);
  write_actions(work);
  write_missing(work);
}

Result<void> write_page(PageWork& work) {
  auto& page = work.page;
  const auto title = std::string(work.in(work.dialogue().title));
  const auto date = work.story.began_s == 0 ? std::string() : work.date(work.story.began_s);
  page.raw("<!DOCTYPE html>\n");
  {
    const bool is_rtl = core::is_right_to_left(work.words.tag);
    const auto html = page.in("html", {{"xmlns", "http://www.w3.org/1999/xhtml"},
                                       {"lang", work.words.tag.string()},
                                       {"dir", is_rtl ? "rtl" : "ltr"}});
    {
      const auto head = page.in("head");
      page.empty("meta", {{"charset", "utf-8"}});
      page.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
      // Nothing but what lies beside the page, whatever stands in it.
      page.empty("meta", {{"http-equiv", "Content-Security-Policy"},
                          {"content",
                           "default-src 'none'; img-src 'self' file:; media-src 'self' file:; "
                           "style-src 'unsafe-inline'"}});
      page.element("title", work.words.protocol.string() + ": " + title + (date.empty() ? "" : ", " + date));
      page.raw("<style>" + style_sheet(work.dialogue().theme.accent, title, date) + "</style>");
    }
    const auto body = page.in("body");
    const auto main = page.in("main");
    write_sections(work);
  }
  page.raw("\n");
  return page.end();
}

void remark(const Story& story, const Pictures& pictures, const MapBackground& background,
            const Options& options, Report& report) {
  report.notes = story.all.size();
  for (const auto& party : story.actions) report.actions += party.items.size();
  report.files = pictures.count(FileState::There);
  report.not_received = pictures.count(FileState::NotReceived);
  report.not_readable = pictures.count(FileState::NotReadable);
  if (!options.dialogue_folder.empty() && background.pictures.empty())
    report.remarks.push_back(
        "the dialogue's folder has no map of where the walk went: it is drawn on plain ground");
}

}  // namespace

std::string PageWork::date(std::int64_t seconds) const {
  const auto local = options.local_time(seconds);
  return shown({local.year, local.month, local.day}, words);
}

std::string PageWork::short_date(std::int64_t seconds) const {
  const auto local = options.local_time(seconds);
  return protocol::short_date({local.year, local.month, local.day}, words);
}

std::string PageWork::time(std::int64_t seconds) const {
  const auto local = options.local_time(seconds);
  return filled(words.time, {fmt::format("{:02}", local.hour), fmt::format("{:02}", local.minute)});
}

Result<Report> write_protocol(const std::string& folder, const WalkAccount& account, const Options& options,
                              const OpenAttachment& open, const Progress& progress) {
  if (!account.dialogue.walk)
    return Error{"cannot write a protocol", "the dialogue " + account.dialogue.id + " is no walk's",
                 "use talt-receiver export"};
  const auto words = words_for(account, options.language);
  if (!words) return words.error();
  if (auto made = platform::make_folder(folder); !made) return made.error();
  const auto story = tell(account, language_of(account.dialogue, **words));
  Pictures pictures(folder);
  if (auto taken = pictures.take_in(story, open, progress); !taken) return taken.error();
  const auto dialogue_pictures = take_pictures(account.dialogue, options.dialogue_folder, pictures);
  if (!dialogue_pictures) return dialogue_pictures.error();
  const auto frame = frame_of(story);
  Result<MapBackground> background = MapBackground{};
  if (frame && !options.dialogue_folder.empty())
    background = background_of(account.dialogue, options.dialogue_folder, *frame, pictures);
  if (!background) return background.error();
  ExportFiles files(folder);
  const auto file = files.begin("protocol.html");
  if (!file) return file.error();
  Markup page(**file);
  PageWork work{page, story, **words, options, pictures, *dialogue_pictures, frame, *background};
  if (auto written = write_page(work); !written) return written.error();
  if (auto written = write_tables(files, story); !written) return written.error();
  if (auto written = write_geojson(files, story); !written) return written.error();
  if (auto written = write_geopackage(files, story); !written) return written.error();
  if (auto placed = files.put_in_place(); !placed) return placed.error();
  if (auto removed = pictures.remove_others(); !removed) return removed.error();
  Report report;
  remark(story, pictures, *background, options, report);
  return report;
}

}  // namespace talt::receiver::protocol
