// ${name} templates for new scripts. A Lua literal is written for ${down_revision}, ${branch_labels}, ${depends_on} and
// ${up_revision} where the template asks for a value; everything else is pasted as text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner::script {

// Throws Error{kConfig} naming the variable (nearest spelling) and the template's file:line.
std::string render_template(std::string_view text, const std::string& file,
                            const std::vector<std::pair<std::string, std::string>>& variables);

// `file_template` tokens (reference 6.1): %(rev)s %(slug)s %(epoch)s %(year)d %(month).2d ...
// Throws Error{kConfig} for an unknown token.
std::string file_name(std::string_view file_template, const std::string& id, const std::string& message, int truncate_slug_length,
                      long long epoch_seconds, const std::string& timezone);
std::string slug(std::string_view message, int limit);
// "2026-11-20 11:40:27.089406", with offset when a timezone is given. Throws Error{kConfig} "Can't locate timezone: X".
std::string create_date(const std::string& timezone);

}  // namespace runner::script
