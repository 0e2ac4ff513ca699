// SPDX-License-Identifier: EUPL-1.2
// The plain text of a record: a CBOR map with these keys, then 0x80, then zeros up to the bucket (ISO 7816-4
// padding). Buckets are 48, 64, 96, 128, 192, 256, ... bytes; a dialogue piece, whose length everybody may
// know, has no zeros.
//
//    1 kind      uint: 1 visit begins, 2 answer, 3 visit ends, 4 void, 5 dialogue piece, 6 clock,
//                7 shift note, 8 poster, 9 host's act, 10 walk begins, 11 walk's course, 12 track,
//                13 observation
//    2 visit     bstr(8)
//    3 question  uint, index in the dialogue file
//    4 answer    by the question's kind:
//                dots    bstr, a byte an alternative: its dots
//                choice  bstr, a byte an alternative: 1 where chosen
//                scale   bstr(1), the step from 1
//                text    tstr
//                pin     [* [lat int, lon int, category uint, place uint, comment tstr]], in 1e-7 degrees;
//                        category and place counted from 1, 0 = none
//    5 language  uint, index in the dialogue's languages
//    6 time      uint, seconds since 1970, rounded down to the dialogue's grain; 0 = not known
//    7 given     uint: 0 self, 1 assisted, 2 staff, 3 paper, 4 child, 5 practice
//    8 reason    uint: how a visit ended (1 done, 2 left, 3 idle), why it is void (1 changed, 2 test,
//                3 joke), the host's act (1 end of day, 2 pause, 3 resume)
//    9 skipped   uint 1, in place of 4. Closed answers have one width a question, and all of them, skips
//                too, share the smallest bucket.
//   10 shown     uint, questions that were on screen
//   11 digest    bstr(32)   12 piece uint     13 pieces uint    14 content bstr
//   15 boot      bstr(16)   16 boot-ms uint   17 wall-ms int
//   18 source    uint: 0 none, 1 network, 2 GPS, 3 receipt
//   19 weather   tstr       20 event tstr     21 staff tstr     22 note tstr
//   23 dots      [* uint]   24 people uint
//   25 walk      map, as walk/record_form.h says
//
// Each kind has all of its keys and no others:
//   1: 1 2 5 6 7 · 2: 1 2 3 (4 | 9) 5 6 7 · 3: 1 2 8 10 · 4: 1 2 (3) 8, without 3 the whole visit
//   5: 1 11 12 13 14 · 6: 1 15 16 17 18 · 7: 1 6 19 20 21 22 · 8: 1 2 3 6 23 24 · 9: 1 6 8
//   10 to 13: 1 25
// Values on disk never change their meaning; numbers are never used again.
//
// For the records' reading and writing only. Pure; any thread.
#pragma once

#include <algorithm>
#include <cstdint>

#include "app/core/cbor.h"
#include "app/core/result.h"

namespace talt::core::record_form {

enum Kind : std::uint64_t { Begin = 1, Answered, End, Voided, Piece, Clock, Note, Poster, Host, WalkBegins };
enum Key : std::uint64_t {
  KKind = 1,
  KVisit,
  KQuestion,
  KAnswer,
  KLanguage,
  KTime,
  KGiven,
  KReason,
  KSkipped,
  KShown,
  KDigest,
  KPiece,
  KPieces,
  KContent,
  KBoot,
  KBootMs,
  KWallMs,
  KSource,
  KWeather,
  KEvent,
  KStaff,
  KNote,
  KDots,
  KPeople,
  KWalk
};

inline constexpr std::uint8_t padding_mark = 0x80;
inline constexpr double degree_parts = 1e7;

inline Error misfit(const char* why) {
  return {"cannot save a record", why, ""};
}
inline Error unreadable(const char* why) {
  return {"cannot read a record", why, ""};
}

using Pairs = CborMapWriter;

}  // namespace talt::core::record_form
