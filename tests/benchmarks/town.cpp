// SPDX-License-Identifier: EUPL-1.2
#include "tests/benchmarks/town.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/paths.h"

namespace talt::bench {

namespace fs = std::filesystem;

namespace {

/// A port of the loopback interface that nobody holds at this moment.
int free_port() {
  const int handle = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(handle, generic, size) == 0 && getsockname(handle, generic, &size) == 0;
  close(handle);
  if (!bound) throw std::runtime_error("there is no free port");
  return ntohs(address.sin_port);
}

}  // namespace

std::string program(const std::string& name) {
  return (tests::programs_folder() / name).string();
}

std::string sample_dialogue(const std::string& name) {
  return (tests::source_folder() / "assets" / "dialogues" / name).string();
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

void copy_folder(const std::string& from, const std::string& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

Town::Town(const std::string& folder) : folder_(folder), port_(free_port()) {
  fs::create_directories(folder_);
  run({program("talt-receiver"), "init", "--data", receiver_folder(), "--name", "Bänkå", "--url",
       "https://127.0.0.1:" + std::to_string(port_)});
  start();
}

void Town::start() {
  receiver_.emplace(std::vector<std::string>{program("talt-receiver"), "serve", "--data", receiver_folder(),
                                             "--listen", "127.0.0.1:" + std::to_string(port_)});
  if (!receiver_->next_line()) throw std::runtime_error("the receiver did not come up");
}

void Town::stop() {
  if (receiver_) receiver_->end();
  receiver_.reset();
}

std::string Town::enrolled(const std::string& device) {
  const std::string ticket = folder_ + "/" + device + ".toml", pin = folder_ + "/pin";
  write_text(pin, "2580\n");
  run({program("talt-receiver"), "enrol", "--data", receiver_folder(), "--device", device, "--out", ticket});
  run({program("talt"), "enrol", "--data", folder_ + "/" + device, ticket, "--pin-file", pin});
  return folder_ + "/" + device;
}

}  // namespace talt::bench
