// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/kiosk.h"

#include <algorithm>

#include "app/ui/map_view.h"
#include "app/ui/words.h"
#include "platform/power.h"
#include "sync/backoff.h"

namespace talt::kiosk {

using core::Result;

namespace {

constexpr std::int64_t mark_delay_ms = 500;     // within a second of the append
constexpr std::int64_t first_sync_ms = 30'000;  // the start belongs to the people who wait
constexpr std::int64_t recover_ms = 5'000;
constexpr int settling_frames = 3;
constexpr int frames_max = 600;  // of one settling: more means that something never rests

template <class T>
Result<void> take(Result<T>&& made, T& into) {
  if (!made) return made.error();
  into = std::move(made).value();
  return {};
}

}  // namespace

Kiosk::Kiosk(const core::Dialogue& dialogue, KioskOptions options)
    : dialogue_(dialogue),
      options_(std::move(options)),
      clock_(platform::open_system_clock()),
      random_(platform::open_system_random()),
      theme_(ui::make_theme(dialogue.theme)) {}

Kiosk::~Kiosk() {
  sync_thread_.reset();
  if (recorder_) recorder_->write_mark();
}

Result<std::unique_ptr<Kiosk>> Kiosk::open(const core::Dialogue& dialogue, const KioskOptions& options) {
  std::unique_ptr<Kiosk> kiosk(new Kiosk(dialogue, options));
  if (auto opened = kiosk->open_parts(); !opened) return opened.error();
  return kiosk;
}

Result<void> Kiosk::open_parts() {
  if (auto read = take(sync::read_identity(options_.data_folder), identity_); !read) return read;
  if (auto locked = take(platform::lock_folder(options_.data_folder), lock_); !locked) return locked;
  if (auto opened = take(platform::open_screen(options_.screen), screen_); !opened) return opened;
  if (auto opened = take(platform::open_text_renderer(), letters_); !opened) return opened;
  textures_ = open_textures(
      *screen_, *letters_, dialogue_, options_.dialogue_folder,
      [](const core::Error& error) { std::fprintf(stderr, "talt: %s\n", error.text().c_str()); },
      options_.is_still ? std::function<void()>() : [this] { screen_->wake(); });
  sounds_ = platform::open_sounds();
  recorder_ = std::make_unique<Recorder>(options_.data_folder, identity_, dialogue_, *clock_, *random_);
  if (auto opened = recorder_->open(); !opened) return opened;
  still_ms_ = clock_->steady_ms();
  sync_due_ms_ = now_ms() + first_sync_ms;
  std::vector<core::Tally> tallies;
  if (const auto stored = recorder_->journal().side_value("tallies"); stored && *stored)
    tallies = core::decode_tallies(**stored, dialogue_);
  state_ = core::initial_state(dialogue_, std::move(tallies), now_ms());
  state_.last_visit = recorder_->counts().last_visit;
  if (!options_.is_still)
    sync_thread_ =
        std::make_unique<SyncThread>(recorder_->journal(), identity_, *random_, [this] { screen_->wake(); });
  return {};
}

std::int64_t Kiosk::now_ms() {
  return options_.is_still ? still_ms_ : clock_->steady_ms();
}

core::Context Kiosk::context() {
  core::Context context{dialogue_, now_ms(), clock_->wall_ms() / 1000, {}};
  random_->fill(context.fresh_id);
  return context;
}

// ---- what core asks for

void Kiosk::apply(const core::Event& event) {
  auto next = core::step(std::move(state_), event, context());
  state_ = std::move(next.state);
  for (const auto& effect : next.effects) perform(effect);
}

void Kiosk::perform(const core::Effect& effect) {
  if (const auto* records = std::get_if<core::effect::Save>(&effect)) return save(*records);
  if (const auto* pin = std::get_if<core::effect::CheckPin>(&effect))
    return apply(core::event::PinChecked{platform::password_matches(identity_.pin_hash, pin->digits)});
  if (const auto* sound = std::get_if<core::effect::Sound>(&effect)) return sounds_->play(sound->kind);
  if (std::holds_alternative<core::effect::VisitEnded>(effect)) {
    ui_ = {};
    return;
  }
  if (sync_thread_) return sync_thread_->ask();
  take_outcome(sync_now());
}

void Kiosk::save(const core::effect::Save& save) {
  if (auto saved = recorder_->save(save.records); !saved) {
    std::fprintf(stderr, "talt: %s\n", saved.error().text().c_str());
    apply(core::event::SaveFailed{saved.error()});
    recover_due_ms_ = now_ms();
    return;
  }
  options_.on_moment(Moment::Saved);
  if (mark_due_ms_ == 0) mark_due_ms_ = now_ms() + mark_delay_ms;
  if (save.awaited) apply(core::event::Saved{});
  const bool is_due = std::any_of(state_.tallies.begin(), state_.tallies.end(),
                                  [](const auto& tally) { return tally.is_due(); });
  if (!is_due) return;
  if (auto written = recorder_->journal().write_side_value({"tallies", core::encode(state_.tallies)});
      written)
    for (auto& tally : state_.tallies) tally.people_at_last_write = tally.people;
}

void Kiosk::try_to_recover() {
  recover_due_ms_ = now_ms() + recover_ms;
  sync_thread_.reset();  // it holds the journal that is closed now
  const auto reopened = recorder_->reopen();
  if (!reopened) return;
  if (!options_.is_still)
    sync_thread_ =
        std::make_unique<SyncThread>(recorder_->journal(), identity_, *random_, [this] { screen_->wake(); });
  recover_due_ms_ = 0;
  apply(core::event::Recovered{*reopened});
}

// ---- sync

sync::SyncOutcome Kiosk::sync_now() {
  if (!recorder_->is_open()) return {core::SyncTrouble::NotYetTried, "the journal is not open", {}, {}};
  return attempt_sync(recorder_->journal(), identity_, *random_, [](auto*) {});
}

void Kiosk::take_outcome(const sync::SyncOutcome& outcome) {
  facts_.trouble = outcome.trouble;
  facts_.trouble_detail = outcome.detail;
  sync_failures_ = outcome.trouble == core::SyncTrouble::None ? 0 : sync_failures_ + 1;
  std::array<std::uint8_t, 4> dice{};
  random_->fill(dice);
  const auto number = static_cast<std::uint32_t>(dice[0] | dice[1] << 8 | dice[2] << 16);
  sync_due_ms_ = now_ms() + std::max(sync::next_try_ms(sync_failures_, number), outcome.wait_ms.value_or(0));
}

void Kiosk::look_after_sync() {
  if (!sync_thread_) return;
  if (const auto outcome = sync_thread_->take()) take_outcome(*outcome);
  if (now_ms() < sync_due_ms_ || sync_thread_->is_busy()) return;
  sync_due_ms_ = now_ms() + sync::sync_interval_ms;
  sync_thread_->ask();
}

void Kiosk::gather_facts() {
  if (!recorder_->is_open()) return;  // what was known last stands
  const auto status = recorder_->journal().status();
  const auto& counts = recorder_->counts();
  facts_.device = identity_.device_name;
  facts_.dialogue = std::string(dialogue_.title.in(0));
  facts_.visits_today = counts.visits;
  facts_.answers_today = counts.answers;
  facts_.answers_by_hour = counts.by_hour;
  facts_.recorded = status.recorded;
  facts_.unsent = status.pending;
  facts_.last_receipt_s = status.last_receipt_s;
  facts_.now_s = clock_->wall_ms() / 1000;
  facts_.syncing = sync_thread_ && sync_thread_->is_busy();
  facts_.sync_done = status.receipted;
  facts_.sync_total = status.recorded;
  facts_.can_void = state_.last_visit.has_value();
  facts_.warning = status.warnings.empty() ? "" : status.warnings.front();
  const auto battery = platform::read_battery("/sys/class/power_supply");
  facts_.battery_percent = battery ? std::optional(battery->percent) : std::nullopt;
  facts_.battery_charging = battery && battery->charging;
  if (const auto space = platform::free_bytes(options_.data_folder)) facts_.free_bytes = *space;
}

// ---- frames

ui::Frame Kiosk::begin_frame() {
  const auto width = static_cast<float>(screen_->width()), height = static_cast<float>(screen_->height());
  const auto language = ui::language_shown(state_);
  const auto& tag = dialogue_.languages[language].tag;
  const ui::Rect whole{0, 0, width, height, core::is_right_to_left(tag)};
  return {&canvas_.begin(width, height),
          whole,
          screen_->px_per_mm(),
          tag,
          theme_,
          ui::words_for(dialogue_, language),
          *textures_,
          input_,
          semantics_,
          ui_,
          now_ms(),
          !options_.is_still,
          false,
          {},
          whole,
          0};
}

std::optional<ImVec2> Kiosk::on_map(core::LatLon place) {
  const auto* asking = std::get_if<core::Asking>(&state_.screen);
  const auto* map = semantics_.find_id("map");
  if (asking == nullptr || map == nullptr) return std::nullopt;
  const auto area = map->rect;
  auto frame = begin_frame();
  return ui::place_on_screen(frame, dialogue_, asking->question, area, place);
}

bool Kiosk::draw_frame() {
  if (std::holds_alternative<core::HostPanel>(state_.screen) ||
      std::holds_alternative<core::HostEnd>(state_.screen))
    gather_facts();
  textures_->begin_frame();
  input_.begin_frame(now_ms(), screen_->px_per_mm());
  semantics_.begin_frame();
  auto frame = begin_frame();
  const auto event = ui::draw(frame, state_, dialogue_, facts_);
  if (event) {
    apply(*event);  // what they did is saved before anything more is drawn; this frame is of the past already
    return true;
  }
  if (screen_->show(canvas_.end(), theme_.ground)) options_.on_moment(Moment::Shown);
  return frame.wants_another_frame || input_.has_more();
}

void Kiosk::inject(const core::InputEvent& event) {
  input_.feed(event);
}

void Kiosk::settle() {
  int calm = 0;
  for (int frames = 0; frames < frames_max && calm < settling_frames; ++frames)
    calm = draw_frame() ? 0 : calm + 1;
  if (recover_due_ms_ != 0) try_to_recover();
}

void Kiosk::pass(std::int64_t milliseconds) {
  const auto until = still_ms_ + milliseconds;
  while (still_ms_ < until) {
    const auto deadline = core::next_deadline_ms(state_).value_or(until);
    constexpr std::int64_t step_max = 100;  // holds and throws look at the clock as it goes
    still_ms_ = std::clamp(deadline, still_ms_ + 1, std::min(until, still_ms_ + step_max));
    if (const auto due = core::next_deadline_ms(state_); due && *due <= still_ms_) apply(core::event::Tick{});
    draw_frame();
  }
  settle();
}

std::int64_t Kiosk::next_wait_ms() {
  auto due = sync_due_ms_;
  if (const auto deadline = core::next_deadline_ms(state_)) due = std::min(due, *deadline);
  if (mark_due_ms_ != 0) due = std::min(due, mark_due_ms_);
  if (recover_due_ms_ != 0) due = std::min(due, recover_due_ms_);
  return std::max<std::int64_t>(0, due - now_ms());
}

void Kiosk::run() {
  constexpr std::int64_t frame_ms = 16;
  int settling = settling_frames;
  while (!closed_) {
    const bool again = draw_frame();
    settling = again ? settling_frames : settling - 1;
    const auto wait = again ? 0 : settling > 0 || input_.is_touched() ? frame_ms : next_wait_ms();
    for (const auto& event : screen_->wait(wait)) {
      closed_ = closed_ || std::holds_alternative<core::input::Quit>(event);
      const auto* key = std::get_if<core::input::KeyPress>(&event);
      const bool is_paste = key != nullptr && key->key == core::input::Key::Paste;
      input_.feed(is_paste ? core::InputEvent(core::input::Typed{screen_->pasted()}) : event);
      settling = settling_frames;
    }
    if (const auto due = core::next_deadline_ms(state_); due && *due <= now_ms()) {
      apply(core::event::Tick{});
      settling = settling_frames;
    }
    if (mark_due_ms_ != 0 && now_ms() >= mark_due_ms_) {
      recorder_->write_mark();
      mark_due_ms_ = 0;
    }
    if (recover_due_ms_ != 0 && now_ms() >= recover_due_ms_) try_to_recover();
    look_after_sync();
  }
}

}  // namespace talt::kiosk
