-- One press, all of it or nothing: Redis runs nothing else meanwhile.
-- KEYS: the item (stock, orders), units by buyer, orders by buyer and key, the stream of orders.
-- ARGV: buyer, key, quantity, limit per buyer, now in ms, channel.
-- Returns {number, created at, 0 new or 1 repeated}, or the code of a refusal.
local press = ARGV[1] .. '|' .. ARGV[2]
local made = redis.call('HGET', KEYS[3], press)
if made then
  local at = string.find(made, ':', 1, true)
  return {string.sub(made, 1, at - 1), string.sub(made, at + 1), 1}
end
local quantity = tonumber(ARGV[3])
local bought = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
if bought + quantity > tonumber(ARGV[4]) then
  return 'limit-reached'
end
if tonumber(redis.call('HGET', KEYS[1], 'stock') or '0') < quantity then
  return 'sold-out'
end
redis.call('HINCRBY', KEYS[1], 'stock', -quantity)
local number = redis.call('HINCRBY', KEYS[1], 'orders', 1)
redis.call('HSET', KEYS[2], ARGV[1], bought + quantity)
redis.call('HSET', KEYS[3], press, number .. ':' .. ARGV[5])
redis.call('XADD', KEYS[4], '*', 'order', number, 'buyer', ARGV[1], 'key', ARGV[2], 'quantity', quantity,
    'channel', ARGV[6], 'at', ARGV[5])
return {tostring(number), ARGV[5], 0}
