-- Updates as Telegram posts them, each from another chat; and what they were answered, as JSON.
-- https://github.com/wg/wrk/blob/master/SCRIPTING
local first = tonumber(os.getenv("FIRST_UPDATE"))
local path, word = os.getenv("WEBHOOK_PATH"), os.getenv("WEBHOOK_SECRET")
local number = first
local answers = {}
local thread

local UPDATE = '{"update_id":%d,"message":{"message_id":1,"date":%d,"text":"你好",'
  .. '"chat":{"id":%d,"type":"private","first_name":"u"},'
  .. '"from":{"id":%d,"is_bot":false,"first_name":"u","language_code":"zh-hans"}}}'

function setup(one) thread = one end

function init()
  answers = {}
end

function request()
  number = number + 1
  local body = string.format(UPDATE, number, os.time(), number, number)
  return wrk.format("POST", path, {
    ["Content-Type"] = "application/json", ["X-Telegram-Bot-Api-Secret-Token"] = word,
  }, body)
end

function response(status)
  answers[status] = (answers[status] or 0) + 1
  taken, refused = answers[200] or 0, answers[503] or 0
end

function done(summary, latency)
  io.write(string.format(
    '{"seconds":%.3f,"taken":%d,"refused":%d,"requests":%d,"p50":%.2f,"p99":%.2f,"broken":%d}\n',
    summary.duration / 1e6, thread:get("taken") or 0, thread:get("refused") or 0, summary.requests,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
