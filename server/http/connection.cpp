// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection.h"

#include "http/replytext.h"
#include "http/worker.h"

namespace sightglass::http {

namespace {

using domain::Method;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::chrono::seconds kRetryWhenFull{5};
constexpr std::size_t kExcerptBytes = 500;

/// Rows that need what Qt HTTP Server brings; ingest is served by the gate alone (measured: tests/bench/httpprobe).
bool needsModule(const RouteRow& row)
{
    return row.kind != RouteKind::Ingest && row.kind != RouteKind::Pixel;
}

domain::Headers copyHeaders(const RequestHead& head)
{
    domain::Headers headers;
    headers.reserve(head.headers.size());
    for (const auto& [name, value] : head.headers)
        headers.emplace_back(name, value);
    return headers;
}

/// The handshake as QWebSocket wants it, and nothing else the client may have sent.
std::string handshakeLines(const RequestHead& head)
{
    std::string lines = "Host: hub\r\n";
    for (const auto& [name, value] : head.headers) {
        const bool belongs = equalsLower(name, "upgrade") || equalsLower(name, "connection") ||
                             (name.size() > 14 && equalsLower(name.substr(0, 14), "sec-websocket-"));
        if (belongs)
            lines.append(name).append(": ").append(value).append("\r\n");
    }
    return lines;
}

} // namespace

Connection::Connection(Worker& worker, std::size_t slot, const ListenerView& listener, const PeerView& peer)
    : m_worker(worker)
    , m_slot(slot)
    , m_listener(listener)
    , m_peer(peer)
    , m_peerText(peer.address.text())
    , m_deadline(worker.now() + worker.shared().options.limits.headTime)
    , m_memory(worker.shared().memory)
{
}

Connection::~Connection()
{
    abandon();
    m_session.reset();
}

void Connection::start(std::unique_ptr<Transport> transport)
{
    m_transport = std::move(transport);
}

void Connection::bytesArrived()
{
    pump();
}

/// A peer that only stops writing and still waits cannot be told from one that closed, unless it is written to: work
/// that can be stopped is stopped, all other answers are still given.
void Connection::peerStopped()
{
    m_hasPeerStopped = true;
    abandon();
}

void Connection::pump()
{
    if (m_isPumping)
        return;
    m_isPumping = true;
    while (m_state != State::Answering && m_state != State::Closed) {
        if (!m_buffer.empty() && !m_needsMore) {
            consumeBuffer();
        } else if (!readOnce()) {
            break;
        }
    }
    m_isPumping = false;
}

bool Connection::readOnce()
{
    if (isStarving())
        return false;
    const Transport::Read read = m_transport->read(m_worker.scratch);
    if (read.got == Transport::Got::Nothing)
        return false;
    if (read.got != Transport::Got::Bytes) {
        read.got == Transport::Got::End ? peerEnded() : close();
        return false;
    }
    const std::string_view fresh(m_worker.scratch.data(), read.bytes);
    m_needsMore = false;
    if (m_buffer.empty()) {
        const std::size_t used = consume(fresh);
        m_buffer.append(fresh.substr(used));
    } else {
        m_buffer.append(fresh);
        consumeBuffer();
    }
    chargeMemory();
    return true;
}

/// The bytes are taken out while they are consumed: an answer given meanwhile may clear the buffer.
void Connection::consumeBuffer()
{
    std::string bytes = std::exchange(m_buffer, {});
    const std::size_t used = consume(bytes);
    if (used == 0)
        m_buffer = std::move(bytes);
    else
        m_buffer.assign(bytes, used);
    chargeMemory();
}

std::size_t Connection::consume(std::string_view bytes)
{
    switch (m_state) {
    case State::Head: return consumeHead(bytes);
    case State::Body: return consumeBody(bytes);
    case State::Tunnel:
        m_heardAt = m_worker.now();
        m_port->feed(bytes);
        return bytes.size();
    case State::Draining:
    case State::Closed: return bytes.size();
    case State::Answering: break;
    }
    return 0;
}

std::size_t Connection::consumeHead(std::string_view bytes)
{
    const HttpLimits& limits = m_worker.shared().options.limits;
    const bool isFirstByte = m_searched == 0 && !m_needsMore;
    const std::size_t headBytes = m_worker.gatekeeper().headLimit(bytes);
    const HeadResult result = parseHead(bytes, {headBytes, limits.headers}, m_worker.head, m_searched);
    if (result.state == HeadResult::State::NeedsMore) {
        if (isFirstByte && m_searched == 0)
            m_deadline = m_worker.now() + limits.headTime;
        m_searched = std::max<std::size_t>(result.used, 1);
        m_needsMore = true;
        return 0;
    }
    m_searched = 0;
    renewExchange();
    if (result.state == HeadResult::State::Refused) {
        m_exchange.row = m_worker.gatekeeper().rowOfTarget(targetOfFirstLine(bytes));
        refuse(refusal(result.status, result.reason), true);
        return bytes.size();
    }
    const RequestHead& head = m_worker.head;
    takeHead(!head.isChunked && bytes.size() - result.used >= head.contentLength);
    return result.used;
}

void Connection::takeHead(bool isBodyThere)
{
    const RequestHead& head = m_worker.head;
    m_exchange.isHead = head.method == Method::Head;
    m_exchange.isHttp10 = head.isHttp10;
    m_exchange.keepsAlive = head.keepAlive && !m_isStopping;
    m_exchange.origin = head.origin;
    Verdict verdict = m_worker.gatekeeper().judge(head, m_worker.target, m_peer, m_listener);
    m_exchange.row = verdict.row;
    if (head.hasForwarding && !m_peer.isTrustedProxy && m_worker.shared().parts.forwarder)
        m_worker.shared().parts.forwarder(m_peer.address.text());
    const bool hasBody = head.isChunked || head.contentLength > 0;
    m_exchange.keepsAlive = m_exchange.keepsAlive && (verdict.what == Verdict::Do::Serve || !hasBody);
    domain::Response response;
    switch (verdict.what) {
    case Verdict::Do::Refuse:
        m_exchange.request.path = m_worker.target.path;
        refuse(verdict.refusal, false);
        return;
    case Verdict::Do::Preflight:
        m_exchange.isPreflight = true;
        respond({preflightStatus(verdict.row->cors), {}, {}, {}});
        return;
    case Verdict::Do::Redirect:
        response.status = m_exchange.isHead || head.method == Method::Get ? 302 : 308;
        response.headers.emplace_back("Location",
                                      redirectLocation(verdict.client.host, m_listener.redirectPort, head.target));
        respond(response);
        return;
    case Verdict::Do::Serve: takeRequest(verdict, isBodyThere); return;
    }
}

void Connection::takeRequest(Verdict& verdict, bool isBodyThere)
{
    const RequestHead& head = m_worker.head;
    Target& target = m_worker.target;
    const Shared& shared = m_worker.shared();
    m_exchange.encoding = verdict.encoding;
    m_exchange.client = verdict.client.address;
    m_exchange.isChunked = head.isChunked;
    m_exchange.bodyLeft = head.contentLength;
    if (verdict.row->kind == RouteKind::Socket)
        m_exchange.upgradeLines = handshakeLines(head);

    domain::Request& request = m_exchange.request;
    request.method = head.method;
    request.target = head.target;
    request.path = target.path;
    request.query = target.query;
    request.captures = std::move(verdict.captures);
    request.headers = copyHeaders(head);
    request.clientAddress = verdict.client.address == m_peer.address ? m_peerText : verdict.client.address.text();
    request.host = std::move(verdict.client.host);
    request.scheme = verdict.client.scheme;
    request.basePath = verdict.client.prefix.empty() ? shared.options.basePath : verdict.client.prefix;
    request.route = verdict.row->id;
    request.privateAuthority = m_listener.options.isPrivate ||
                               (m_peer.address.isLoopback() && shared.loopbackIsPrivate && !head.hasForwarding);
    request.isOfTrustedSender = shared.trustedSenders.contains(verdict.client.address);

    if (!head.isChunked && head.contentLength == 0) {
        dispatch();
        return;
    }
    if (head.expectsContinue && !head.isHttp10 && !isBodyThere)
        m_transport->write(kContinue);
    m_state = State::Body;
    m_deadline = m_worker.now() + shared.options.limits.bodyTime;
}

std::size_t Connection::consumeBody(std::string_view bytes)
{
    std::string& body = m_exchange.request.body;
    if (!m_exchange.isChunked) {
        const std::size_t take = std::min<std::uint64_t>(bytes.size(), m_exchange.bodyLeft);
        body.append(bytes.substr(0, take));
        m_exchange.bodyLeft -= take;
        if (m_exchange.bodyLeft == 0)
            dispatch();
        return take;
    }
    const ChunkedDecoder::Step step = m_exchange.chunks.feed(bytes, body, m_exchange.row->bodyLimit);
    switch (step.state) {
    case ChunkedDecoder::State::NeedsMore: return step.used;
    case ChunkedDecoder::State::Complete: dispatch(); return step.used;
    case ChunkedDecoder::State::Malformed:
        refuse(refusal(400, "The chunked body is malformed."), true);
        return bytes.size();
    case ChunkedDecoder::State::TooLarge: refuse(Gatekeeper::tooLarge(*m_exchange.row), true); return bytes.size();
    }
    return bytes.size();
}

void Connection::dispatch()
{
    Exchange& exchange = m_exchange;
    if (exchange.encoding != ContentEncoding::Identity && !exchange.request.body.empty()) {
        auto decoded = decodeContent(exchange.encoding, exchange.request.body, exchange.row->bodyLimit);
        const bool isTooLarge = !decoded && decoded.error().code == ErrorCode::TooLarge;
        if (!decoded && (isTooLarge || !Gatekeeper::takesUnreadableBodies(*exchange.row))) {
            refuse(isTooLarge ? Gatekeeper::tooLarge(*exchange.row)
                              : refusal(400, "The compressed body is broken or cut short."),
                   false);
            return;
        }
        if (decoded)
            exchange.request.body = std::move(*decoded);
    }
    exchange.request.receivedAt = m_worker.shared().clock.now();
    exchange.serial = m_worker.nextSerial();
    exchange.heldBytes = exchange.request.target.size() + exchange.request.body.size();
    m_state = State::Answering;
    if (exchange.row->kind == RouteKind::Socket) {
        upgrade();
        return;
    }
    exchange.isThroughModule = needsModule(*exchange.row) || m_worker.shared().options.everythingThroughModule;
    if (!exchange.isThroughModule) {
        callHandler();
        return;
    }
    if (m_port == nullptr)
        m_port = m_worker.module().open(*this);
    m_port->passRequest();
}

void Connection::moduleTookRequest()
{
    if (m_state == State::Answering)
        callHandler();
}

void Connection::callHandler()
{
    m_worker.settleLater();
    auto duty = std::make_shared<Answer>(m_worker.box(), Ticket{m_slot, m_exchange.serial});
    if (needsModule(*m_exchange.row)) {
        m_exchange.abandoned = std::make_shared<domain::Cancellation>();
        m_exchange.request.abandoned = m_exchange.abandoned;
        if (m_hasPeerStopped)
            abandon();
    }
    domain::Request request = std::move(m_exchange.request); // gone from here even if the handler only looks at it
    m_exchange.request.body.clear();
    (*m_worker.shared().handlerOf(*m_exchange.row))(
        std::move(request), [duty = std::move(duty)](domain::Response response) { duty->send(std::move(response)); });
}

void Connection::answer(std::uint64_t serial, const domain::Response& response)
{
    if (m_state != State::Answering || serial != m_exchange.serial)
        return;
    const bool isFailure = response.status == 401 || response.isFailedSignIn;
    if (isFailure && m_exchange.row->rate == Rate::Failures)
        m_worker.shared().addresses.failures.note(m_exchange.client, m_worker.now());
    respond(response);
    pump();
}

void Connection::refuse(const Refusal& refused, bool mustClose)
{
    const Owner owner = m_exchange.row == nullptr ? Owner::None : m_exchange.row->owner;
    if (mustClose)
        m_exchange.keepsAlive = false;
    report(refused, owner);
    domain::Response response = refusalResponse(owner, refused);
    if (refused.status == 426)
        response.headers.emplace_back("Upgrade", "websocket");
    m_exchange.isThroughModule = false;
    respond(response);
}

/// A wrong path outside every protocol is nobody's loss; browsers ask for icons (spec routes C6).
void Connection::report(const Refusal& refused, Owner owner) const
{
    const std::string_view code = refusalCode(refused);
    m_worker.shared().counters.refused(code);
    const auto& refusedCallback = m_worker.shared().parts.refused;
    const bool isStrayPath = owner != Owner::Segment && (refused.status == 404 || refused.status == 405);
    if (!refusedCallback || isStrayPath)
        return;
    domain::Rejection rejection;
    rejection.at = m_worker.shared().clock.now();
    rejection.protocol = protocolOf(owner);
    rejection.reason = code;
    rejection.detail = refused.detail;
    rejection.excerpt = m_exchange.request.path.substr(0, kExcerptBytes);
    refusedCallback(std::move(rejection));
}

void Connection::respond(const domain::Response& response)
{
    Shared& shared = m_worker.shared();
    shared.counters.answered(m_exchange.row, response.status);
    ReplyContext context{m_exchange.row,
                         m_exchange.origin,
                         m_exchange.isHead,
                         m_exchange.isHttp10,
                         m_exchange.keepsAlive,
                         m_worker.dateLine(),
                         m_exchange.isPreflight ? &m_worker.head : nullptr};
    if (!m_exchange.isThroughModule) {
        m_transport->write(replyText(response, context, shared.cors));
    } else {
        std::string lines;
        appendHeaderLines(lines, response, context, shared.cors);
        m_collectsOutput = true;
        m_port->reply(response.status, lines,
                      m_exchange.isHead || !hasBody(response.status) ? std::string_view() : response.body);
        m_collectsOutput = false;
        m_transport->write(m_moduleOutput.empty() ? replyText(response, context, shared.cors)
                                                  : std::exchange(m_moduleOutput, {}));
    }
    finishExchange();
}

void Connection::finishExchange()
{
    const HttpLimits& limits = m_worker.shared().options.limits;
    const bool keepsAlive = m_exchange.keepsAlive && !m_isStopping;
    renewExchange();
    m_needsMore = false;
    m_searched = 0;
    m_starvedSince = {};
    if (keepsAlive) {
        m_state = State::Head;
        m_deadline = m_worker.now() + limits.idleTime;
    } else {
        m_state = State::Draining;
        m_buffer.clear();
        m_deadline = m_worker.now() + limits.drainTime;
        m_transport->shutdownWriting();
    }
    chargeMemory();
}

void Connection::bytesLeft()
{
    if (m_hasPeerEnded && m_state != State::Answering)
        close();
}

void Connection::peerEnded()
{
    m_hasPeerEnded = true;
    if (m_transport->unsentBytes() == 0 || m_state == State::Tunnel)
        close();
}

void Connection::transportBroke()
{
    close();
}

bool Connection::isStarving()
{
    if (m_state == State::Draining || m_state == State::Tunnel || !m_worker.shared().memory.isSpent())
        return false;
    if (m_starvedSince == Instant{})
        m_starvedSince = m_worker.now();
    m_worker.noteStarved();
    return true;
}

void Connection::resume()
{
    if (m_starvedSince == Instant{})
        return;
    m_starvedSince = {};
    pump();
}

void Connection::checkTimes(Instant now)
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Tunnel) {
        checkTunnel(now);
        return;
    }
    if (isUnfinished() && m_worker.shared().memory.isSpent() && m_starvedSince == Instant{}) {
        m_starvedSince = now;
        m_worker.noteStarved();
    }
    if (m_starvedSince != Instant{}) {
        if (now - m_starvedSince >= m_worker.shared().options.limits.starvedTime)
            overloaded();
        return;
    }
    if (m_state != State::Answering && now >= m_deadline)
        timedOut();
}

void Connection::timedOut()
{
    if (!isUnfinished()) {
        close();
        return;
    }
    if (m_state == State::Head) {
        renewExchange();
        m_exchange.row = m_worker.gatekeeper().rowOfTarget(targetOfFirstLine(m_buffer));
    }
    refuse(refusal(408, "The request did not arrive in time."), true);
    pump();
}

/// No memory for this request, or none for reading it: say so instead of leaving the sender in the dark.
void Connection::overloaded()
{
    if (m_state == State::Head) {
        const Transport::Read read = m_transport->read(m_worker.scratch);
        if (read.got == Transport::Got::Bytes)
            m_buffer.append(m_worker.scratch.data(), read.bytes);
        renewExchange();
        m_exchange.row = m_worker.gatekeeper().rowOfTarget(targetOfFirstLine(m_buffer));
    }
    Refusal refused = refusal(503, "The hub has more requests than it can hold.");
    refused.retryAfter = kRetryWhenFull;
    refuse(refused, true);
    pump();
}

void Connection::finish()
{
    m_isStopping = true;
    if (m_state == State::Tunnel)
        m_port->closeSocket(1001, "the hub stops");
    const bool isIdle = (m_state == State::Head && m_buffer.empty()) || m_state == State::Draining;
    if (isIdle && m_transport->unsentBytes() == 0)
        close();
}

void Connection::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    abandon();
    m_worker.drop(*this);
}

void Connection::abandon()
{
    if (m_exchange.abandoned)
        m_exchange.abandoned->cancel();
}

/// By exchange: assigning an empty request would keep the old one's buffers alive on an idle connection.
void Connection::renewExchange()
{
    std::exchange(m_exchange, Exchange{});
}

void Connection::chargeMemory()
{
    m_memory.set(m_buffer.size() + m_exchange.request.body.size() + m_exchange.heldBytes);
}

} // namespace sightglass::http
