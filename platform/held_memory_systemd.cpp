// SPDX-License-Identifier: EUPL-1.2
// By sd_notify(3) "FDSTORE=1" and sd_listen_fds_with_names(3). libsystemd is loaded only where a service
// manager started this process: with what it brings it would cost every other start some milliseconds.
#include <dlfcn.h>
#include <sys/mman.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "platform/descriptor.h"
#include "platform/held_memory.h"

namespace talt::platform {

namespace {

constexpr std::size_t secret_bytes_max = 64;

struct Manager {
  decltype(&sd_pid_notify_with_fds) notify = nullptr;
  decltype(&sd_listen_fds_with_names) listen = nullptr;
};

/// Nothing where this process was started by hand, or libsystemd is not there.
Manager load_manager() {
  if (std::getenv("NOTIFY_SOCKET") == nullptr) return {};
  void* library = dlopen("libsystemd.so.0", RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) return {};
  Manager manager;
  manager.notify = reinterpret_cast<decltype(manager.notify)>(dlsym(library, "sd_pid_notify_with_fds"));
  manager.listen = reinterpret_cast<decltype(manager.listen)>(dlsym(library, "sd_listen_fds_with_names"));
  return manager;
}

std::optional<Secret> read_secret(int file) {
  const auto size = lseek(file, 0, SEEK_END);
  if (size <= 0 || size > static_cast<off_t>(secret_bytes_max)) return std::nullopt;
  Secret secret(static_cast<std::size_t>(size));
  const auto bytes = secret.bytes();
  if (pread(file, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return std::nullopt;
  return secret;
}

void overwrite(int file, std::size_t size) {
  const std::uint8_t zeros[secret_bytes_max] = {};
  if (pwrite(file, zeros, size, 0) != static_cast<ssize_t>(size))
    return;  // the memory goes with its last holder
}

class SystemdMemory final : public HeldMemory {
 public:
  SystemdMemory(std::string name, Manager manager) : name_(std::move(name)), manager_(manager) {
    if (manager_.listen == nullptr) return;
    char** names = nullptr;
    const int count = manager_.listen(1, &names);
    for (int i = 0; i < count; ++i) {
      Descriptor handed(SD_LISTEN_FDS_START + i);
      if (names[i] != name_) continue;  // closed: nobody else here expects any
      if (auto secret = read_secret(handed.get())) {
        held_.emplace(std::move(handed));
        back_ = std::move(secret);
      }
    }
    for (int i = 0; i < count; ++i) std::free(names[i]);
    std::free(names);
  }
  ~SystemdMemory() override = default;

  std::optional<Secret> take_back() override { return std::exchange(back_, std::nullopt); }

  core::Result<bool> hold(const Secret& secret) override {
    let_go();
    if (manager_.notify == nullptr) return false;
    Descriptor file(memfd_create(name_.c_str(), MFD_CLOEXEC));
    const auto bytes = secret.view();
    if (!file.ok() || pwrite(file.get(), bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
      return failure(errno);
    const int handle = file.get();
    const auto message = "FDSTORE=1\nFDNAME=" + name_;
    if (const int told = manager_.notify(0, 0, message.c_str(), &handle, 1); told <= 0) return failure(-told);
    held_.emplace(std::move(file));
    return true;
  }

  void let_go() override {
    if (!held_) return;
    overwrite(held_->get(), secret_bytes_max);
    held_.reset();
    const auto message = "FDSTOREREMOVE=1\nFDNAME=" + name_;
    if (manager_.notify != nullptr) manager_.notify(0, 0, message.c_str(), nullptr, 0);
  }

 private:
  static core::Error failure(int code) {
    return {"cannot hand a key to the service manager", std::strerror(code),
            "after a crash of this program the notes open with the four words"};
  }

  std::string name_;
  Manager manager_;
  std::optional<Descriptor> held_;
  std::optional<Secret> back_;
};

}  // namespace

std::unique_ptr<HeldMemory> open_held_memory(const std::string& name) {
  return std::make_unique<SystemdMemory>(name, load_manager());
}

}  // namespace talt::platform
