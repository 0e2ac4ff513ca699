// SPDX-License-Identifier: EUPL-1.2
// How the commands speak: results on standard output, errors on standard error as `talt: what: why: what to
// do`.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "app/core/result.h"

namespace talt::commands {

inline int failed(const core::Error& error) {
  std::fprintf(stderr, "talt: %s\n", error.text().c_str());
  return 1;
}

/// The exit code of a command line that was not understood, which is told; 0 where help was asked for.
inline int not_understood(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  std::string why = error.what();
  for (std::size_t at = why.find('\n'); at != std::string::npos; at = why.find('\n'))
    why.replace(at, 1, "; ");
  std::fprintf(stderr, "talt: wrong usage: %s: see %s --help\n", why.c_str(), app.get_name().c_str());
  return 2;
}

}  // namespace talt::commands
