// SPDX-License-Identifier: EUPL-1.2
// The program itself on a walk, killed in mid-sentence: beside a service manager the next start goes on where
// it was; after a power cut the four words are asked for, and nothing on the disk says what was written.
#include <filesystem>

#include "tests/commands/municipality.h"
#include "tests/doubles/service_manager.h"

using namespace talt::tests;
using talt::doubles::ServiceManager;

namespace {

const std::string to_the_first_note =
    "tap #walk.start\ntap #next\ntap #promise.read\ntap #words.noted\n"
    "tap #stop\ntap #stop:pond\ntap #theme:lighting\ntap #verdict:bad\ntap #saw\n";
const std::string half_a_sentence = "Kanariefågeln vid damm";

/// The kiosk as the service manager starts it.
class Service {
 public:
  Service(Municipality& town, ServiceManager& manager, const std::string& steps)
      : out_(town.folder / "service-out"), err_(town.folder / "service-err") {
    std::ofstream(town.folder / "service-steps") << steps;
    auto arguments = town.kiosk_on("safety-walk");
    arguments.insert(arguments.begin(), (programs_folder() / "talt").string());
    arguments.insert(arguments.end(), {"--walkthrough", town.folder / "service-steps"});
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::filesystem::remove(out_);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ != 0) return;
    const int out = open(out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = open(err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, 1);
    dup2(err, 2);
    manager.hand_over();
    execv(argv[0], argv.data());
    _exit(127);
  }
  ~Service() { end(SIGKILL); }
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  std::string said() const { return content_of(out_) + content_of(err_); }
  /// Waits until so many steps are done; false where it ends before, or takes longer than a minute.
  bool has_done(long steps) {
    for (int tries = 0; tries < 6000; ++tries) {
      const auto text = content_of(out_);
      if (std::count(text.begin(), text.end(), '\n') >= steps) return true;
      int status = 0;
      if (waitpid(process_, &status, WNOHANG) == process_) {
        process_ = -1;
        return false;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  int wait() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void end(int signal) {
    if (process_ <= 0) return;
    kill(process_, signal);
    wait();
  }

 private:
  pid_t process_ = -1;
  std::string out_, err_;
};

/// Killed a second of its own clock after the last letter, with a note saved before.
void walk_until_killed(Municipality& town, ServiceManager& manager) {
  const auto steps = to_the_first_note + "type \"Lyktan är släckt\"\ntap #close\ntap #done\n" +
                     "tap #theme:upkeep\ntap #verdict:bad\ntap #saw\ntype \"" + half_a_sentence +
                     "\"\nwait 1000\n";
  const auto count = std::count(steps.begin(), steps.end(), '\n');
  Service kiosk(town, manager, steps + "wait 604800000\n");
  const bool came_so_far = kiosk.has_done(count);
  INFO(kiosk.said());
  REQUIRE(came_so_far);
  kiosk.end(SIGKILL);
}

std::string all_files_of(const std::string& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != "reserve") all += content_of(entry.path());
  return all;
}

}  // namespace

TEST_CASE("a walk's kiosk killed in mid-sentence goes on with its note and its draft", "[walk][killed]") {
  Municipality town;
  ServiceManager manager;
  walk_until_killed(town, manager);
  REQUIRE(manager.held() == 1);
  Service again(town, manager,
                "expect \"" + half_a_sentence +
                    "\"\ntap #done\ntap #tab:list\nexpect \"Lyktan är släckt\"\nexpect #note:2\n"
                    "tap #tab:note\ntap #end\ntap #end.yes\ntap #finish\n");
  const int code = again.wait();
  INFO(again.said());
  CHECK(code == 0);
  CHECK(manager.held() == 0);  // the walk ended: nobody needs the key any more
  const auto all = all_files_of(town.kiosk());
  CHECK(all.find("Kanarie") == std::string::npos);
  CHECK(all.find("Lyktan") == std::string::npos);
}

TEST_CASE("after a power cut a walk's notes are locked, and wrong words do not open them", "[walk][killed]") {
  Municipality town;
  ServiceManager manager;
  walk_until_killed(town, manager);
  manager.lose_power();
  Service again(town, manager,
                "expect #walk.open\ntap #walk.open\ntype \"baba\"\ntap #word.field:2\ntype \"baba\"\n"
                "tap #word.field:3\ntype \"baba\"\ntap #word.field:4\ntype \"baba\"\ntap #open\n"
                "expect #open\nexpect-not \"Kanarie\"\ntap #back\ntap #walk.forsake\ntap "
                "#forsake.yes\nexpect #walk.start\n");
  const int code = again.wait();
  INFO(again.said());
  CHECK(code == 0);
  CHECK(manager.held() == 0);
  const auto sent = town.sync();  // what was noted is safe all the same
  INFO(sent.out + sent.err);
  CHECK(sent.exit_code == 0);
}
