#include "invoice/pdf/digest.h"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace enclosure::invoice::pdf {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using OwnedContext = std::unique_ptr<EVP_MD_CTX, FreeContext>;

/// OpenSSL fails here only when memory is short or the build lacks the algorithm.
void check(int result) {
  if (result != 1) throw std::bad_alloc();
}

OwnedContext begin(const EVP_MD* algorithm) {
  OwnedContext context(EVP_MD_CTX_new());
  if (!context) throw std::bad_alloc();
  check(EVP_DigestInit_ex(context.get(), algorithm, nullptr));
  return context;
}

std::string end(EVP_MD_CTX* context) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  check(EVP_DigestFinal_ex(context, digest.data(), &size));
  return std::string(digest.begin(), digest.begin() + size);
}

}  // namespace

struct Sha256::State {
  OwnedContext context;
};

Sha256::Sha256() : state_(new State{begin(EVP_sha256())}) {}

Sha256::Sha256(const Sha256& other) : state_(new State{OwnedContext(EVP_MD_CTX_new())}) {
  if (!state_->context) throw std::bad_alloc();
  check(EVP_MD_CTX_copy_ex(state_->context.get(), other.state_->context.get()));
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  check(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::finish() {
  return end(state_->context.get());
}

std::string md5(std::string_view bytes) {
  const OwnedContext context = begin(EVP_md5());
  check(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()));
  return end(context.get());
}

}  // namespace enclosure::invoice::pdf
