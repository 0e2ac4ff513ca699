// SPDX-License-Identifier: EUPL-1.2
// A record's answer, in the form of its question's kind (record_form.h). For the records' reading and writing
// only. Pure; any thread.
#pragma once

#include "app/core/dialogue.h"
#include "app/core/record.h"
#include "app/core/record_form.h"

namespace talt::core::record_form {

/// Nothing for a skip. Fails where the answer is not one to this question.
Result<void> write_answer(Pairs& out, const Answer& answer, const Question& question);
Result<Answer> read_answer(ByteView bytes, const Question& question);

}  // namespace talt::core::record_form
