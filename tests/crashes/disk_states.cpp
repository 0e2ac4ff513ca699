// SPDX-License-Identifier: EUPL-1.2
#include "tests/crashes/disk_states.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace talt::crashes {

/// A file or a folder, whatever its names are.
struct DiskModel::Node {
  using Ref = std::shared_ptr<Node>;
  using Names = std::map<std::string, Ref>;

  bool is_folder = false;
  core::Bytes content, synced;
  std::size_t synced_to = 0;  // the two are the same up to here
  Names names;                // as called
  Names synced_names;         // as of the last sync of this folder
  Names settled_names;        // as of the last sync of anything

  void put(std::uint64_t offset, const core::Bytes& bytes) {
    content.resize(std::max<std::size_t>(content.size(), offset + bytes.size()), 0);
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
    synced_to = std::min<std::size_t>(synced_to, offset);
  }
  void sync() {
    synced.resize(content.size());
    const auto from = static_cast<std::ptrdiff_t>(synced_to);
    std::copy(content.begin() + from, content.end(), synced.begin() + from);
    synced_to = content.size();
  }
  void settle() {
    settled_names = names;
    for (const auto& [name, child] : names) child->settle();
  }
  void cut() {
    content.clear();
    synced_to = 0;
  }
};

namespace {

constexpr std::size_t block = 512;

std::pair<std::string, std::string> split(const std::string& path) {
  const auto slash = path.find_last_of('/');
  if (slash == std::string::npos) return {"", path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

template <class Ref>
Ref find(const Ref& root, const std::string& path) {
  auto node = root;
  for (std::size_t at = 0; node && at < path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    const auto known = node->names.find(path.substr(at, end - at));
    node = known == node->names.end() ? nullptr : known->second;
    at = end + 1;
  }
  return node;
}

}  // namespace

struct DiskModel::Writing {
  Model model;
  unsigned dice;
  std::size_t missing = 0;

  bool throws_heads() {
    dice = dice * 1664525u + 1013904223u;
    return (dice >> 16) % 2 == 0;
  }
  const Node::Names& names_of(const Node& node) const {
    if (model == Model::Ordered) return node.settled_names;
    return model == Model::Minimal ? node.synced_names : node.names;
  }
  core::Bytes content_of(const Node& node) {
    if (model == Model::Kill) return node.content;
    core::Bytes content = node.synced;
    if (model == Model::Ordered || model == Model::Minimal) return content;
    content.resize(node.content.size(), 0);
    if (model == Model::Torn)
      for (std::size_t at = 0; at < content.size(); at += block)
        if (throws_heads())
          std::copy_n(node.content.begin() + static_cast<std::ptrdiff_t>(at),
                      std::min(block, content.size() - at),
                      content.begin() + static_cast<std::ptrdiff_t>(at));
    return content;
  }
  void write(const Node& node, const std::string& path) {
    if (node.is_folder) {
      std::filesystem::create_directories(path);
      for (const auto& [name, child] : names_of(node)) write(*child, path + "/" + name);
      return;
    }
    const auto content = content_of(node);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    for (std::size_t i = 0; i < node.content.size(); ++i)
      missing += i >= content.size() || content[i] != node.content[i] ? 1 : 0;
  }
};

const char* name_of(Model model) {
  switch (model) {
    case Model::Kill:
      return "kill";
    case Model::Ordered:
      return "ordered";
    case Model::ZeroTail:
      return "zero tail";
    case Model::Torn:
      return "torn";
    case Model::Minimal:
      return "POSIX-minimal";
  }
  return "";
}

DiskModel::DiskModel(Heed heed) : heed_(heed), root_(std::make_shared<Node>()) {
  root_->is_folder = true;
}

void DiskModel::apply(const Call& call) {
  const auto [parent_path, name] = split(call.path);
  const auto parent = find(root_, parent_path);
  const auto node = find(root_, call.path);
  switch (call.act) {
    case Act::Make:
      if (node)
        node->cut();
      else if (parent)
        parent->names[name] = std::make_shared<Node>();
      break;
    case Act::MakeFolder:
      if (!parent) break;
      parent->names[name] = std::make_shared<Node>();
      parent->names[name]->is_folder = true;
      break;
    case Act::Write:
      if (node) node->put(call.offset, call.bytes);
      break;
    case Act::Sync:
      if (!node || !heed_.file_syncs) break;
      node->sync();
      root_->settle();
      break;
    case Act::SyncFolder:
      if (!node || !heed_.folder_syncs) break;
      node->synced_names = node->names;
      root_->settle();
      break;
    case Act::Rename: {
      const auto [to_path, to_name] = split(call.to);
      const auto to = find(root_, to_path);
      if (!parent || !to || !node) break;
      to->names[to_name] = node;
      parent->names.erase(name);
      break;
    }
    case Act::Remove:
      if (parent) parent->names.erase(name);
      break;
    case Act::Reserve:
    case Act::Note:
      break;
  }
}

std::size_t DiskModel::write_state(Model model, unsigned dice, const std::string& target) const {
  Writing writing{model, dice};
  writing.write(*root_, target);
  return writing.missing;
}

}  // namespace talt::crashes
