// A web server for tests, on this machine's loopback interface only: gives prepared answers, one per request.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace pylon {

struct Answer {
  int status = 200;
  std::string body;  // a request for a range of it gets that range
};

class LoopbackServer {
 public:
  explicit LoopbackServer(std::vector<Answer> answers) : answers_(std::move(answers)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 8) != 0 ||
        ::getsockname(socket_, generic, &size) != 0) {
      throw std::runtime_error("cannot listen on the loopback interface");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LoopbackServer() {
    ::shutdown(socket_, SHUT_RDWR);  // wakes accept
    thread_.join();
    ::close(socket_);
  }
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/file"; }
  std::vector<std::string> requests() const {
    const std::lock_guard guard(mutex_);
    return requests_;
  }

 private:
  void serve() {
    for (const Answer& answer : answers_) {
      const int client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      std::string request;
      char block[4096];
      while (request.find("\r\n\r\n") == std::string::npos) {
        const ssize_t got = ::recv(client, block, sizeof block, 0);
        if (got <= 0) break;
        request.append(block, static_cast<std::size_t>(got));
      }
      {
        const std::lock_guard guard(mutex_);
        requests_.push_back(request);
      }
      const std::string reply = reply_to(request, answer);
      ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
      ::close(client);
    }
  }

  static std::string reply_to(const std::string& request, const Answer& answer) {
    std::string body = answer.body;
    std::string head = std::to_string(answer.status) + " -\r\n";
    const std::size_t range = request.find("Range: bytes=");
    if (answer.status == 200 && range != std::string::npos) {
      const std::size_t from = std::stoul(request.substr(range + std::strlen("Range: bytes=")));
      head = "206 -\r\nContent-Range: bytes " + std::to_string(from) + "-" + std::to_string(body.size() - 1) +
             "/" + std::to_string(body.size()) + "\r\n";
      body.erase(0, from);
    }
    return "HTTP/1.1 " + head + "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  }

  std::vector<Answer> answers_;
  int socket_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace pylon
