// Build tool: writes files into one C++ source.
//   embed modules OUTPUT.cc FILE.lua...          bytecode, found by the file's stem  (runner/host/embedded.h)
//   embed templates OUTPUT.cc DIRECTORY FILE...  text, found by the path below DIRECTORY  (runner/script/embedded.h)
// Bytecode keeps line information: an error inside our own Lua shows where, and loads in a tenth of the source's time.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <lua.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;  // name, content

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int append(lua_State*, const void* data, std::size_t size, void* out) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return 0;
}

std::string compile(const std::string& path, const std::string& name) {
  std::string source = read(path), bytecode;
  lua_State* L = luaL_newstate();
  if (!L) throw std::runtime_error("no Lua state");
  std::string chunk = "=[runner]." + name;
  bool good = luaL_loadbuffer(L, source.data(), source.size(), chunk.c_str()) == 0 && lua_dump(L, append, &bytecode) == 0;
  std::string message = good ? "" : lua_tostring(L, -1);
  lua_close(L);
  if (!good) throw std::runtime_error(path + ": " + message);
  return bytecode;
}

// Numbers, not a string literal: compilers limit those, and any byte may occur.
void write_bytes(std::ostream& out, std::size_t number, const std::string& bytes) {
  out << "const unsigned char file_" << number << "[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out << (i % 32 == 0 ? "\n" : "") << static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << ',';
  }
  out << "0};\n";
}

void write_table(std::ostream& out, const Files& files) {
  for (std::size_t i = 0; i < files.size(); ++i) write_bytes(out, i, files[i].second);
  out << "struct File {\n  std::string_view name;\n  const unsigned char* data;\n  std::size_t size;\n};\n"
      << "const std::array<File, " << files.size() << "> kFiles{";
  if (!files.empty()) out << "{";
  for (std::size_t i = 0; i < files.size(); ++i) {
    out << "\n  {\"" << files[i].first << "\", file_" << i << ", " << files[i].second.size() << "},";
  }
  if (!files.empty()) out << "\n}";
  out << "};\n"
      << "std::string_view content(const File& file) { return {reinterpret_cast<const char*>(file.data), file.size}; }\n";
}

void write_modules(std::ostream& out, const Files& files) {
  out << "#include \"host/embedded.h\"\n#include <array>\n#include <cstddef>\nnamespace runner::host {\nnamespace {\n";
  write_table(out, files);
  out << "}\nstd::string_view embedded_module(std::string_view name) {\n"
         "  for (const File& file : kFiles) {\n    if (file.name == name) return content(file);\n  }\n  return {};\n}\n}\n";
}

void write_templates(std::ostream& out, const Files& files) {
  out << "#include \"script/embedded.h\"\n#include <array>\n#include <cstddef>\nnamespace runner::script {\nnamespace {\n";
  write_table(out, files);
  out << "}\nstd::optional<std::string_view> embedded_template(std::string_view path) {\n"
         "  for (const File& file : kFiles) {\n    if (file.name == path) return content(file);\n  }\n  return std::nullopt;\n}\n"
         "std::vector<std::string_view> embedded_templates() {\n"
         "  std::vector<std::string_view> names;\n"
         "  for (const File& file : kFiles) names.push_back(file.name);\n  return names;\n}\n}\n";
}

int run(const std::vector<std::string>& arguments) {
  bool modules = !arguments.empty() && arguments[0] == "modules";
  bool templates = !arguments.empty() && arguments[0] == "templates";
  if ((!modules && !templates) || arguments.size() < (modules ? 2u : 3u)) {
    throw std::runtime_error("usage: embed modules OUTPUT FILE... | embed templates OUTPUT DIRECTORY FILE...");
  }
  Files files;
  for (std::size_t i = modules ? 2 : 3; i < arguments.size(); ++i) {
    std::filesystem::path path = arguments[i];
    std::string name = modules ? path.stem().string() : path.lexically_relative(arguments[2]).generic_string();
    files.emplace_back(name, modules ? compile(arguments[i], name) : read(arguments[i]));
  }
  std::sort(files.begin(), files.end());
  std::ofstream out(arguments[1], std::ios::binary);
  if (modules) {
    write_modules(out, files);
  } else {
    write_templates(out, files);
  }
  out.close();
  if (!out) throw std::runtime_error(arguments[1] + ": cannot be written");
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run({arguments + 1, arguments + count});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "embed: %s\n", e.what());
    return 1;
  }
}
