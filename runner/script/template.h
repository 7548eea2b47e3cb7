// ${name} templates for new scripts. A Lua literal is written for ${down_revision}, ${branch_labels}, ${depends_on} and
// ${up_revision} where the template asks for a value (code, not a comment or a string); everything else is pasted as text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner::script {

// The template of a project that has none of its own: what `init` copies.
std::string_view builtin_script_template();

// `up_revision`, `down_revision`, `branch_labels` and `depends_on` have one id or label a line ("" = none). In a comment they
// are joined with ", ", and a text of several lines goes on as a comment; between quotes text is escaped. "$${" gives "${".
// The lines between "-- ${for database}" and "-- ${end}" are written once for each line of `databases`: there ${database} is
// its name, ${upgrades} and ${downgrades} are its <name>_upgrades and <name>_downgrades.
// Throws Error{kConfig} naming the variable (nearest spelling) and the template's file:line.
std::string render_template(std::string_view text, const std::string& file,
                            const std::vector<std::pair<std::string, std::string>>& variables);

// `file_template` tokens (reference 6.1): %(rev)s %(slug)s %(epoch)s %(year)d %(month).2d ...
// The epoch is told in `timezone`, "" = local. The result ends in ".lua" and may hold "/".
// Throws Error{kConfig} for an unknown token, an unknown time zone, a name that leads out of the folder.
std::string file_name(std::string_view file_template, const std::string& id, const std::string& message, int truncate_slug_length,
                      long long epoch_seconds, const std::string& timezone);
// The words of the message joined by "_", in lower case; what is longer than `limit` characters ends at a word.
std::string slug(std::string_view message, int limit);
// "2026-11-20 11:40:27.089406", with offset when a timezone is given. Throws Error{kConfig} "Can't locate timezone: X".
std::string create_date(const std::string& timezone);

}  // namespace runner::script
