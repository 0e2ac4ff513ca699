// SPDX-License-Identifier: EUPL-1.2
// Expected failures as values: a Result is either what was asked for or an Error that a person can act on; an
// error that more is to be made of than a sentence is a struct derived from Error.
// Any thread; plain values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "app/core/check.h"

namespace talt::core {

/// What failed, why, and what to do about it: whole sentences or clauses without a full stop at the end.
/// Never carries an answer or a secret.
struct Error {
  std::string what;
  std::string why;
  std::string remedy;

  /// "what: why: what to do", without the parts that are empty.
  std::string text() const {
    std::string line = what;
    for (const std::string* part : {&why, &remedy})
      if (!part->empty()) line += (line.empty() ? "" : ": ") + *part;
    return line;
  }
};

template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    check(ok(), "value of a failed result");
    return std::get<0>(content_);
  }
  const T& value() const& {
    check(ok(), "value of a failed result");
    return std::get<0>(content_);
  }
  T&& value() && {
    check(ok(), "value of a failed result");
    return std::get<0>(std::move(content_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const {
    check(!ok(), "error of a good result");
    return std::get<1>(content_);
  }

 private:
  std::variant<T, E> content_;
};

template <class E>
class [[nodiscard]] Result<void, E> {
 public:
  Result() = default;
  Result(E error) : error_(std::move(error)) {}

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const E& error() const {
    check(!ok(), "error of a good result");
    return *error_;
  }

 private:
  std::optional<E> error_;
};

}  // namespace talt::core
