#include "tests/mail_servers/server_programs.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "tests/mail_servers/counting_server.h"

namespace enclosure::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPostfixMaster = "/usr/lib/postfix/sbin/master";
constexpr const char* kDovecot = "/usr/sbin/dovecot";
constexpr const char* kNodeModules = ENCLOSURE_SOURCE_DIR "/build/npm/node_modules";

void own(const fs::path& path, const char* user) {
  const passwd* entry = ::getpwnam(user);
  if (entry == nullptr || ::chown(path.c_str(), entry->pw_uid, entry->pw_gid) != 0)
    throw std::runtime_error("cannot give " + path.string() + " to " + user);
}

void open_to_all(const fs::path& folder) {
  fs::permissions(folder, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                              fs::perms::others_read | fs::perms::others_exec);
}

std::string dovecot_config(const fs::path& folder, const std::string& more) {
  const std::string dir = folder.string();
  return "base_dir = " + dir + "/run\nstate_dir = " + dir + "/state\nlog_path = " + dir +
         "/dovecot.log\nlisten = 127.0.0.1\nfirst_valid_uid = 1\n"
         "passdb {\n  driver = passwd-file\n  args = scheme=PLAIN username_format=%u " +
         dir +
         "/users\n}\n"
         "userdb {\n  driver = static\n  args = uid=nobody gid=nogroup home=" +
         dir + " allow_all_users=yes\n}\nservice anvil {\n  chroot =\n}\n" + more;
}

std::unique_ptr<support::Running> start_dovecot(const fs::path& folder, const std::string& more) {
  fs::create_directories(folder / "run");
  fs::create_directories(folder / "state");
  support::spit(folder / "users", std::string(kUser) + ":{PLAIN}" + kPassword + "\n");
  support::spit(folder / "dovecot.conf", dovecot_config(folder, more));
  return std::make_unique<support::Running>(
      std::vector<std::string>{kDovecot, "-F", "-c", folder / "dovecot.conf"},
      folder / "dovecot.out");
}

/// Lets a server end its own children first.
void stop(const std::unique_ptr<support::Running>& program) {
  if (!program || program->has_ended()) return;
  program->signal(SIGTERM);
  program->wait();
}

bool needs_root() {
  return ::getuid() != 0;
}

}  // namespace

void make_certificate(const fs::path& folder) {
  const auto made = support::run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
                                  "-days", "2", "-subj", "/CN=localhost", "-addext",
                                  "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
                                  folder / "key.pem", "-out", folder / "cert.pem"});
  if (made.exit_code != 0) throw std::runtime_error("openssl: " + made.err);
}

bool wait_for(int port, support::Running& program) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  while (!program.has_ended()) {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool there =
        ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
    ::close(probe);
    if (there) return true;
    std::this_thread::yield();
  }
  return false;
}

std::string why_no_dovecot() {
  if (needs_root()) return "Dovecot and Postfix need root to start as an instance of their own";
  return fs::exists(kDovecot) ? "" : "dovecot-core and dovecot-pop3d are not installed";
}

std::string why_no_postfix() {
  if (!fs::exists(kPostfixMaster)) return "postfix is not installed";
  return why_no_dovecot();
}

std::string why_no_node_server() {
  if (!fs::exists(fs::path(kNodeModules) / "smtp-server"))
    return "npm's smtp-server is not in build/npm (./dev test puts it there where npm is "
           "installed)";
  try {
    if (support::run({"node", "--version"}).exit_code == 0) return "";
  } catch (const std::runtime_error&) {
  }
  return "node is not installed";
}

Postfix::Postfix() : port_(free_port()) {
  const fs::path folder = folder_.path();
  const std::string dir = folder.string();
  open_to_all(folder);
  make_certificate(folder);
  for (const char* name : {"conf", "queue", "queue/private", "data", "vmail"})
    fs::create_directories(folder / name);
  for (const char* name : {"queue/private", "data"}) own(folder / name, "postfix");
  own(folder / "vmail", "nobody");
  support::spit(
      folder / "conf" / "main.cf",
      "compatibility_level = 3.6\nqueue_directory = " + dir + "/queue\ndata_directory = " + dir +
          "/data\nmail_owner = postfix\nsetgid_group = postdrop\ncommand_directory = /usr/sbin\n"
          "daemon_directory = /usr/lib/postfix/sbin\nmaillog_file_prefixes = /\nmaillog_file = " +
          dir +
          "/mail.log\ninet_interfaces = 127.0.0.1\ninet_protocols = ipv4\n"
          "myhostname = mx.buyer.example\nmydestination =\nmynetworks =\nalias_maps =\n"
          "alias_database =\nvirtual_mailbox_domains = buyer.example\nvirtual_mailbox_base = " +
          dir +
          "/vmail\nvirtual_mailbox_maps = static:box/\nvirtual_uid_maps = static:65534\n"
          "virtual_gid_maps = static:65534\nvirtual_minimum_uid = 100\n"
          "message_size_limit = 1000000\nvirtual_mailbox_limit = 0\n"
          "smtpd_tls_security_level = encrypt\nsmtpd_tls_auth_only = yes\nsmtpd_tls_cert_file = " +
          dir + "/cert.pem\nsmtpd_tls_key_file = " + dir +
          "/key.pem\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\n"
          "smtpd_sasl_path = private/auth\nsmtpd_relay_restrictions = permit_sasl_authenticated, "
          "reject\n"
          "smtpd_recipient_restrictions = check_recipient_access inline:{{refused@buyer.example = "
          "550 5.1.1 no such user}, {later@buyer.example = 451 4.7.1 later}}, permit\n");
  support::spit(folder / "conf" / "master.cf",
                "127.0.0.1:" + std::to_string(port_) +
                    " inet n - n - - smtpd\n"
                    "cleanup unix n - n - 0 cleanup\nqmgr unix n - n 300 1 qmgr\n"
                    "tlsmgr unix - - n 1000? 1 tlsmgr\nrewrite unix - - n - - trivial-rewrite\n"
                    "bounce unix - - n - 0 bounce\ndefer unix - - n - 0 bounce\n"
                    "trace unix - - n - 0 bounce\nproxymap unix - - n - - proxymap\n"
                    "error unix - - n - - error\nretry unix - - n - - error\n"
                    "virtual unix - n n - - virtual\nanvil unix - - n - 1 anvil\n"
                    "postlog unix-dgram n - n - 1 postlogd\n");
  login_ = start_dovecot(folder,
                         "protocols =\nssl = no\nauth_mechanisms = plain login\nservice auth {\n"
                         "  unix_listener " +
                             dir + "/queue/private/auth {\n    mode = 0666\n  }\n}\n");
  while (!fs::exists(folder / "queue" / "private" / "auth") && !login_->has_ended())
    std::this_thread::yield();
  const auto checked = support::run({"postfix", "-c", folder / "conf", "check"});
  master_ = std::make_unique<support::Running>(
      std::vector<std::string>{kPostfixMaster, "-c", folder / "conf", "-d"}, folder / "master.out");
  if (checked.exit_code != 0 || !wait_for(port_, *master_))
    throw std::runtime_error("Postfix does not start: " + checked.err +
                             support::slurp(folder / "master.out.err") +
                             support::slurp(folder / "dovecot.log"));
}

Postfix::~Postfix() {
  stop(master_);
  stop(login_);
}

std::vector<std::string> Postfix::mails(std::size_t count) {
  const fs::path box = folder_ / "vmail" / std::string("box/new");
  std::vector<std::string> found;
  while (found.size() < count && !master_->has_ended()) {
    found.clear();
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(box, error))
      found.push_back(support::slurp(entry.path()));
    std::this_thread::yield();
  }
  return found;
}

DovecotPop3::DovecotPop3(const fs::path& mails) : port_(free_port()) {
  const fs::path folder = folder_.path();
  open_to_all(folder);
  make_certificate(folder);
  for (const char* name : {"mail", "mail/new", "mail/cur", "mail/tmp"}) {
    fs::create_directories(folder / name);
    own(folder / name, "nobody");
  }
  for (const auto& entry : fs::directory_iterator(mails)) {
    if (entry.path().extension() != ".eml") continue;
    const fs::path to = folder / "mail" / "new" / entry.path().filename();
    fs::copy_file(entry.path(), to);
    own(to, "nobody");
  }
  program_ = start_dovecot(
      folder, "protocols = pop3\nssl = required\nssl_cert = <" + (folder / "cert.pem").string() +
                  "\nssl_key = <" + (folder / "key.pem").string() +
                  "\nmail_location = maildir:" + (folder / "mail").string() +
                  "\nservice pop3-login {\n  chroot =\n  inet_listener pop3 {\n    port = 0\n  }\n"
                  "  inet_listener pop3s {\n    port = " +
                  std::to_string(port_) + "\n    ssl = yes\n  }\n}\n");
  if (!wait_for(port_, *program_))
    throw std::runtime_error("Dovecot does not start: " +
                             support::slurp(folder / "dovecot.out.err"));
}

DovecotPop3::~DovecotPop3() {
  stop(program_);
}

std::size_t DovecotPop3::mails_left() const {
  std::size_t count = 0;
  for (const char* part : {"new", "cur"}) {
    for (const auto& entry : fs::directory_iterator(folder_.path() / "mail" / part))
      count += entry.is_regular_file();
  }
  return count;
}

NodeServer::NodeServer() : port_(free_port()) {
  const fs::path folder = folder_.path();
  make_certificate(folder);
  support::spit(
      folder / "server.cjs",
      std::string("const {SMTPServer} = require('") + kNodeModules +
          "/smtp-server'); const fs = require('fs');\n"
          "const dir = " +
          nlohmann::json(folder.string()).dump() +
          ";\n"
          "new SMTPServer({key: fs.readFileSync(dir + '/key.pem'), cert: "
          "fs.readFileSync(dir + '/cert.pem'), authMethods: ['PLAIN', 'LOGIN'],\n"
          "  onAuth(auth, session, done) { auth.username === '" +
          kUser + "' && auth.password === '" + kPassword +
          "' ? done(null, {user: 1}) : "
          "done(new Error('no')); },\n"
          "  onRcptTo(address, session, done) { if (address.address.startsWith('later@')) "
          "{ const e = new Error('later'); e.responseCode = 451; return done(e); } done(); },\n"
          "  onData(stream, session, done) { const all = []; stream.on('data', c => "
          "all.push(c)); stream.on('end', () => { fs.appendFileSync(dir + '/mails.ndjson', "
          "JSON.stringify({mail: Buffer.concat(all).toString('utf8')}) + '\\n'); done(null, "
          "'taken'); }); },\n"
          "}).listen(" +
          std::to_string(port_) + ", '127.0.0.1');\n");
  program_ = std::make_unique<support::Running>(
      std::vector<std::string>{"node", folder / "server.cjs"}, folder / "node.out");
  if (!wait_for(port_, *program_))
    throw std::runtime_error("smtp-server does not start: " +
                             support::slurp(folder / "node.out.err"));
}

std::vector<std::string> NodeServer::mails() const {
  std::vector<std::string> all;
  const std::string lines = support::slurp(folder_ / "mails.ndjson");
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    all.push_back(nlohmann::json::parse(lines.substr(at, end - at))["mail"].get<std::string>());
    at = end + 1;
  }
  return all;
}

}  // namespace enclosure::test
