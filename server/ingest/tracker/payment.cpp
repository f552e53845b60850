// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/payment.h"

#include "core/jsonwriter.h"
#include "domain/money.h"
#include "ingest/membertext.h"
#include "ingest/tracker/fields.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/paymentline.h"
#include "ingest/tracker/scene.h"
#include "ingest/tracker/texts.h"

#include <array>
#include <cmath>

namespace sightglass::ingest::tracker {

namespace {

using namespace std::string_view_literals;

constexpr double kMicros = 1'000'000;
constexpr double kMostPaid = 1e12;

constexpr std::array kAmounts{"qty"sv,      "price"sv,      "discount"sv, "revenue"sv, "margin"sv,   "cost"sv, "tax"sv,
                              "tax_rate"sv, "commission"sv, "referral"sv, "fees"sv,    "subtotal"sv, "total"sv};
constexpr std::array kTexts{"product"sv, "pcat"sv,   "man"sv, "model"sv, "duration"sv, "country"sv,
                            "rcode"sv,   "region"sv, "org"sv, "oid"sv,   "tid"sv,      "campaign_id"sv};

/// What stands around every line of one record.
struct Order
{
    const domain::SourceEntry& entry;
    const Options& options;
    ProblemCounts& problems;
    TimePoint now{};
    std::string hostHash;
    bool isThirdGeneration = false;
    bool isStrict = false;
};

std::string recordOf(PaymentLine& line, const std::string& paid, const Order& order)
{
    std::string record;
    json::Writer writer(record);
    writer.openObject();
    writer.member("hhash", order.hostHash);
    const std::string product = line.either("pid", "product_id");
    writeFilled(writer, "pid", uuidOf(product).value_or(product));
    for (const std::string_view name : kTexts)
        writeFilled(writer, name, line.text(name));
    for (const std::string_view name : kAmounts)
        writeFilled(writer, name, line.decimal(name));
    const std::string payment = line.decimal("payment");
    writer.member("payment", payment.empty() ? paid : payment);
    for (const auto& [name, other] : std::array<std::pair<std::string_view, std::string_view>, 4>{
             {{"invoiced", "invoiced_at"}, {"starts", "starts"}, {"ends", "ends"}, {"paid", "paid_at"}}}) {
        auto at = line.moment(name, other);
        if (!at && name == "paid")
            at = toMs(order.now);
        if (at)
            writer.member(name, *at);
    }
    if (!order.isStrict) {
        writeFilled(writer, "sid",
                    stableId(line.text("sid"), order.hostHash, "session", order.options, order.problems));
        writeFilled(writer, "owner", line.either("owner", "uid"));
        writeFilled(writer, "updater", line.either("updater", "uid"));
    }
    writer.closeObject();
    return record;
}

std::string currencyOf(PaymentLine& line, const Order& order)
{
    const std::string sent = line.text("currency");
    if (sent.empty())
        return order.isThirdGeneration ? "USD" : domain::currencyCode(order.entry.project.currency);
    std::string code = domain::currencyCode(sent);
    if (!code.empty())
        return code;
    ++order.problems[static_cast<std::size_t>(Problem::BadCurrency)];
    return "XXX";
}

/// The same line under the same key, however often it is sent. A refund of an invoice has another amount.
std::string keyOf(PaymentLine& line, const domain::TrackerPayment& payment, std::size_t number)
{
    if (const auto event = uuidOf(line.text("eid")))
        return *event + '\n' + std::to_string(number);
    if (payment.invoice.empty())
        return {};
    return payment.invoice + '\n' + std::to_string(number) + '\n' + std::to_string(payment.micros) + '\n' +
           payment.currency;
}

std::string amountOf(PaymentLine& line, bool isThirdGeneration)
{
    const std::array<std::string_view, 3> names = isThirdGeneration
                                                      ? std::array<std::string_view, 3>{"revenue", "amt", "payment"}
                                                      : std::array<std::string_view, 3>{"amt", "revenue", "payment"};
    for (const std::string_view name : names) {
        if (std::string amount = line.decimal(name); !amount.empty())
            return amount;
    }
    return {};
}

std::optional<domain::TrackerPayment> paymentOf(PaymentLine line, const Order& order, std::size_t number)
{
    const std::string amount = amountOf(line, order.isThirdGeneration);
    const auto paid = decimalOf(amount);
    if (!paid || std::abs(*paid) > kMostPaid) {
        ++order.problems[static_cast<std::size_t>(Problem::NoAmount)];
        return std::nullopt;
    }
    domain::TrackerPayment payment;
    payment.source = order.entry.source.id;
    payment.createdAt = order.now;
    payment.micros = std::llround(*paid * kMicros);
    payment.currency = currencyOf(line, order);
    payment.order = line.id("orid");
    payment.invoice = line.id("invid");
    payment.key = keyOf(line, payment, number);
    if (!order.isStrict) {
        payment.user = comparableUserId(line.text("uid"));
        payment.visitor =
            stableId(lowerText(line.text("vid")), order.hostHash, "visitor", order.options, order.problems);
    }
    payment.record = recordOf(line, amount, order);
    return payment;
}

} // namespace

std::vector<domain::TrackerPayment> PaymentDecoder::decode(const domain::Request& request, const Body& body,
                                                           const domain::SourceEntry& entry, const Options& options,
                                                           bool isThirdGeneration, ProblemCounts& problems)
{
    std::vector<domain::TrackerPayment> payments;
    Order order{entry,
                options,
                problems,
                request.receivedAt,
                shortHash(hostWithoutPort(request.host)),
                isThirdGeneration,
                entry.project.privacy == domain::Privacy::Strict};
    m_reader.read(request, body, {}, options, problems, [&](json::Value record) {
        domain::Event unused;
        Fields fields(record, {}, unused, problems);
        if (!provesAccount(fields, request, options)) {
            ++problems[static_cast<std::size_t>(Problem::AccountMismatch)];
            return;
        }
        const json::Value lines = record.find("payments");
        order.isThirdGeneration = isThirdGeneration || lines.isArray();
        std::size_t number = 0;
        const auto add = [&](json::Value item) {
            if (number >= options.batch)
                ++problems[static_cast<std::size_t>(Problem::TooMany)];
            else if (auto payment = paymentOf(PaymentLine(record, item), order, number++))
                payments.push_back(*std::move(payment));
        };
        if (!lines.isArray())
            return add({});
        for (const json::Value item : lines)
            add(item);
    });
    return payments;
}

} // namespace sightglass::ingest::tracker
