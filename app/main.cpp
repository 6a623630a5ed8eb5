// The program: a Poco server application whose command line is read by app/cli.

#include <Poco/Util/ServerApplication.h>

#include "app/cli/context.h"

namespace {

/// Gives Poco the life of a server (signals, termination) and our own parser the words of the
/// command line.
class Program : public Poco::Util::ServerApplication {
 public:
  Program(int argc, char** argv) : argc_(argc), argv_(argv) {}

 protected:
  int main(const ArgVec&) override {
    return enclosure::app::run_program(argc_, argv_, [this] { waitForTerminationRequest(); });
  }

 private:
  int argc_;
  char** argv_;
};

}  // namespace

int main(int argc, char** argv) {
  Program program(argc, argv);
  return program.run(1, argv);  // Poco sees no option of ours
}
