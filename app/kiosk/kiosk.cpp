// SPDX-License-Identifier: EUPL-1.2
// Opening and closing, and what core asks for. The loop and its frames are in kiosk_loop.cpp.
#include "app/kiosk/kiosk.h"

#include <future>

#include "app/kiosk/control_answers.h"
#include "platform/power.h"

namespace talt::kiosk {

using core::Result;

namespace {

constexpr std::int64_t mark_delay_ms = 1000;
constexpr std::int64_t facts_interval_ms = 1000;
constexpr std::chrono::minutes control_patience{30};  // for `talt sync`: a day's records over a slow line

template <class T>
Result<void> take(Result<T>&& made, T& into) {
  if (!made) return made.error();
  into = std::move(made).value();
  return {};
}

void report(const core::Error& error) {
  std::fprintf(stderr, "talt: %s\n", error.text().c_str());
}

}  // namespace

// ---- opening and closing

Kiosk::Kiosk(const core::Dialogue& dialogue, KioskOptions options, KioskGround ground)
    : dialogue_(dialogue),
      options_(std::move(options)),
      clock_(std::move(ground.clock)),
      random_(std::move(ground.random)),
      journal_ground_(std::move(ground.journal)),
      notes_ground_(std::move(ground.notes)),
      voice_ground_(std::move(ground.voice)),
      find_camera_(std::move(ground.find_camera)),
      watch_position_(std::move(ground.position)),
      theme_(ui::theme_for(dialogue)),
      sync_timer_(*random_) {}

Kiosk::~Kiosk() {
  if (position_) position_->end_piece();
  if (voice_) voice_->end();
  if (notes_) notes_->keep_now();
  if (sync_thread_) sync_thread_->end();  // nobody shall wait for an attempt any more
}

Result<std::unique_ptr<Kiosk>> Kiosk::open(const core::Dialogue& dialogue, const KioskOptions& options,
                                           KioskGround ground) {
  std::unique_ptr<Kiosk> kiosk(new Kiosk(dialogue, options, std::move(ground)));
  if (auto opened = kiosk->open_parts(); !opened) return opened.error();
  return kiosk;
}

Result<void> Kiosk::open_parts() {
  if (auto read = take(sync::read_identity(options_.data_folder), identity_); !read) return read;
  if (auto locked = take(platform::lock_folder(options_.data_folder), lock_); !locked) return locked;
  recorder_ = std::make_unique<Recorder>(options_.data_folder, identity_, dialogue_, *clock_, *random_,
                                         journal_ground_);
  auto journal = std::async(std::launch::async, [this] { return recorder_->open(); });  // waits for the disk
  if (auto opened = take(platform::open_screen(options_.screen), screen_); !opened) return opened;
  if (auto opened = take(platform::open_text_renderer(), letters_); !opened) return opened;
  textures_ = open_textures(
      *screen_, *letters_, dialogue_, options_.dialogue_folder, report,
      options_.is_still ? std::function<void()>() : [this] { screen_->wake(); });
  sounds_ = platform::open_sounds();
  if (auto opened = journal.get(); !opened) return opened;
  still_ms_ = clock_->steady_ms();
  kept_tallies_ = recorder_->kept_tallies();
  state_ = core::initial_state(dialogue_, kept_tallies_, now_ms());
  state_.home_language = options_.language;
  state_.last_visit = recorder_->known().counts.last_visit;
  sync_timer_.begin(now_ms());
  open_threads();
  if (dialogue_.walk) open_walk();
  return {};
}

void Kiosk::open_threads() {
  const auto wake = [this] { screen_->wake(); };
  sync_thread_ = std::make_unique<SyncThread>(*recorder_, identity_, *random_, wake);
  saving_ = std::make_unique<SavingThread>(
      *recorder_,
      SavingThread::Callbacks{wake, [this] { options_.on_moment(Moment::Saved); },
                              [this] { sync_thread_->hold(); }, [this] { sync_thread_->let_go(); }, report});
  auto control = platform::open_control(
      options_.data_folder,
      as_control({[this] { return status_json(recorder_->known().journal, identity_.device); },
                  [this] { return sync_thread_->attempt(control_patience); }}));
  if (control)
    control_ = std::move(*control);
  else
    report(control.error());  // only `talt status` and `talt sync` beside this kiosk miss it
  if (options_.is_still) return;
  network_ = platform::watch_network([this] {
    network_changed_ = true;
    screen_->wake();
  });
}

void Kiosk::close() {
  closed_ = true;
  sync_thread_->end();
  screen_->wake();
}

std::int64_t Kiosk::now_ms() {
  return options_.is_still ? still_ms_ : clock_->steady_ms();
}

core::Context Kiosk::context() {
  core::Context context{dialogue_, now_ms(), wall_ms() / 1000, {}};
  random_->fill(context.fresh_id);
  return context;
}

// ---- what core asks for

void Kiosk::apply(const core::Event& event) {
  auto next = core::step(std::move(state_), event, context());
  state_ = std::move(next.state);
  for (const auto& effect : next.effects) perform(effect);
  if (notes_) note_screen_of_walk();
}

void Kiosk::perform(const core::Effect& effect) {
  if (const auto* records = std::get_if<core::effect::Save>(&effect)) {
    if (options_.is_still && mark_due_ms_ == 0) mark_due_ms_ = now_ms() + mark_delay_ms;
    prepare_walk_for(*records);
    return saving_->save(*records);
  }
  if (const auto* pin = std::get_if<core::effect::CheckPin>(&effect))
    return apply(core::event::PinChecked{platform::password_matches(identity_.pin_hash, pin->digits)});
  if (const auto* sound = std::get_if<core::effect::Sound>(&effect)) return sounds_->play(sound->kind);
  if (std::holds_alternative<core::effect::VisitEnded>(effect)) {
    ui_ = {};
    return;
  }
  if (const auto* of_walk = std::get_if<core::walk::Effect>(&effect)) return perform_on_walk(*of_walk);
  if (!std::holds_alternative<core::effect::SyncNow>(effect)) return;
  sync_timer_.asked(now_ms());
  sync_thread_->ask();
}

void Kiosk::take_saved_event(const core::Event& event) {
  if (const auto* failed = std::get_if<core::event::SaveFailed>(&event)) {
    report(failed->why);
    recover_due_ms_ = now_ms();
  }
  if (std::holds_alternative<core::event::Recovered>(event)) recover_due_ms_ = 0;
  apply(event);
  keep_due_tallies();
}

/// A question's tally alone, when it has enough new answers: together with others it would tell of each.
void Kiosk::keep_due_tallies() {
  bool has_changed = false;
  for (std::size_t i = 0; i < state_.tallies.size(); ++i) {
    auto& tally = state_.tallies[i];
    if (!tally.is_due()) continue;
    tally.people_at_last_write = tally.people;
    kept_tallies_[i] = tally;
    has_changed = true;
  }
  if (has_changed) saving_->keep(kept_tallies_);
}

// ---- sync, and what the host sees

std::optional<sync::SyncOutcome> Kiosk::sync_now(std::chrono::milliseconds patience) {
  auto outcome = sync_thread_->attempt(patience);
  look_after_sync();
  return outcome;
}

void Kiosk::look_after_sync() {
  if (const auto outcome = sync_thread_->take()) {
    facts_.trouble = outcome->trouble;
    facts_.trouble_detail = outcome->detail;
    sync_timer_.take(*outcome, now_ms());
  }
  if (network_changed_.exchange(false)) sync_timer_.network_changed(now_ms());
  if (now_ms() < sync_timer_.due_ms()) return;
  sync_timer_.asked(now_ms());
  if (!sync_thread_->is_busy()) sync_thread_->ask();
}

bool Kiosk::shows_facts() const {
  return std::holds_alternative<core::HostPanel>(state_.screen) ||
         std::holds_alternative<core::HostEnd>(state_.screen) ||
         std::holds_alternative<core::OnWalk>(state_.screen);  // time and battery
}

void Kiosk::gather_facts() {
  const auto known = recorder_->known();
  const auto wall_ms = clock_->wall_ms();
  const auto local = clock_->local(wall_ms);
  const auto counts = known.counts.on(local.day);
  const auto progress = sync_thread_->progress();
  facts_.device = identity_.device_name;
  facts_.dialogue = std::string(dialogue_.title.in(0));
  facts_.visits_today = counts.visits;
  facts_.answers_today = counts.answers;
  facts_.answers_by_hour = counts.by_hour;
  facts_.recorded = known.journal.recorded;
  facts_.unsent = known.journal.pending;
  facts_.attachments_named = known.journal.attachments.named;
  facts_.attachments_received = known.journal.attachments.received;
  facts_.attachments_lost = known.journal.attachments.lost;
  facts_.last_receipt_s = known.journal.last_receipt_s;
  facts_.now_s = wall_ms / 1000;
  facts_.local_offset_s =
      static_cast<std::int32_t>((local.day * 24 + local.hour - facts_.now_s / 3600) * 3600);
  facts_.syncing = sync_thread_->is_busy();
  facts_.sync_done = progress.sent;
  facts_.sync_total = progress.total;
  facts_.can_void = state_.last_visit.has_value();
  facts_.warning = known.journal.warnings.empty() ? "" : known.journal.warnings.front();
  if (facts_read_ms_ != 0 && now_ms() - facts_read_ms_ < facts_interval_ms) return;
  facts_read_ms_ = now_ms();
  const auto battery = platform::read_battery("/sys/class/power_supply");
  facts_.battery_percent = battery ? std::optional(battery->percent) : std::nullopt;
  facts_.battery_charging = battery && battery->charging;
  if (const auto space = platform::free_bytes(options_.data_folder)) facts_.free_bytes = *space;
}

}  // namespace talt::kiosk
