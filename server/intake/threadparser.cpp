// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/threadparser.h"

namespace sightglass::intake {

json::Parser& threadParser()
{
    thread_local json::Parser instance;
    return instance;
}

} // namespace sightglass::intake
