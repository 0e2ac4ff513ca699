// SPDX-License-Identifier: EUPL-1.2
// Plays the part of systemd that holds file descriptors of a service over its crashes: takes them by
// sd_notify's socket, and hands them to the next process.
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

#include "platform/descriptor.h"
#include "tests/doubles/temporary_folder.h"

namespace talt::doubles {

class ServiceManager {
 public:
  ServiceManager() : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
    if (bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
  }

  std::string path() const { return folder_ / "notify"; }

  /// In a child process, before anything else: what a service finds when it is started.
  void hand_over() {
    setenv("NOTIFY_SOCKET", path().c_str(), 1);
    int next = 3;  // SD_LISTEN_FDS_START
    std::string names;
    for (const auto& [name, file] : held_) {
      const int copy = fcntl(file.get(), F_DUPFD, 100);  // out of the way
      dup2(copy, next++);
      close(copy);
      names += (names.empty() ? "" : ":") + name;
    }
    if (held_.empty()) return;
    setenv("LISTEN_FDS", std::to_string(held_.size()).c_str(), 1);
    setenv("LISTEN_FDNAMES", names.c_str(), 1);
    setenv("LISTEN_PID", std::to_string(getpid()).c_str(), 1);
  }

  /// Takes in what was sent so far; returns how many descriptors are held.
  std::size_t held() {
    while (take_one()) {
    }
    return held_.size();
  }
  int descriptor(const std::string& name) const { return held_.at(name).get(); }
  /// The power goes: so does all that was in memory.
  void lose_power() {
    held();
    held_.clear();
  }

 private:
  static std::string field(const std::string& message, const std::string& name) {
    const auto at = message.find(name + "=");
    if (at == std::string::npos) return "";
    const auto from = at + name.size() + 1;
    return message.substr(from, message.find('\n', from) - from);
  }

  bool take_one() {
    char text[512];
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
    iovec part{text, sizeof text};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const auto size = recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC);
    if (size < 0) return false;
    const std::string said(text, static_cast<std::size_t>(size));
    const auto name = field(said, "FDNAME");
    int file = -1;
    if (const auto* header = CMSG_FIRSTHDR(&message); header != nullptr && header->cmsg_type == SCM_RIGHTS)
      std::memcpy(&file, CMSG_DATA(header), sizeof file);
    if (field(said, "FDSTOREREMOVE") == "1") held_.erase(name);
    if (field(said, "FDSTORE") == "1" && file >= 0) {
      held_.erase(name);
      held_.emplace(name, platform::Descriptor(file));
    }
    return true;
  }

  TemporaryFolder folder_;
  platform::Descriptor socket_;
  std::map<std::string, platform::Descriptor> held_;
};

}  // namespace talt::doubles
